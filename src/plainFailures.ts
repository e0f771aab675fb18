// The first import of a script: a failure, even one of a later import, is printed as its own text, without the line that threw it.
process.on('uncaughtException', (failure) => {
  process.stderr.write(`${failure.stack}\n`);
  process.exit(1);
});
