// Years before 0 and beyond 9999 in the texts of dates.
for (const year of [-1, -12, -123, -1234, -12345, 0, 7, 987, 10000, 275759]) {
  const d = new Date(0);
  d.setUTCFullYear(year);
  console.log(d.toString(), '|', d.toUTCString(), '|', d.toDateString(), '|', d.toISOString(), '|', d.toJSON());
}
