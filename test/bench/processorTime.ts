/** Answers any message with the time that all threads of this process have taken of the processor by the system's account, in milliseconds. */
export function answerProcessorTime(): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ ms: (user + system) / 1_000 });
  });
  process.once('disconnect', () => process.exit());
}
