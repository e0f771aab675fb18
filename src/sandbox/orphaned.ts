const pollMs = 200;

/** Calls `end` once the parent process has ended: the shell that npm starts ends on a signal and does not forward it. */
export function onceOrphaned(end: () => void): void {
  const parent = process.ppid;
  const polling = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(polling);
    end();
  }, pollMs).unref();
}
