// continue to a label that is not there.
for (;;) { continue nowhere; }
