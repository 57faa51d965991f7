// rxjs, in a few lines.
const { of, interval, take, map, mergeMap, timer, from, toArray } = require('rxjs');
interval(5)
  .pipe(
    take(3),
    map((x) => x * 2),
    toArray(),
  )
  .subscribe((v) => console.log(v));
of(1, 2)
  .pipe(mergeMap((x) => timer(10 / x).pipe(map(() => x))))
  .subscribe({ next: console.log, complete: () => console.log('done') });
