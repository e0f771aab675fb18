const lookEveryMs = 200;

/** Calls back once the process that started this one is gone: a shell between npm and us ends on a signal, and hands none on. */
export function onceOrphaned(end: () => void): void {
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    end();
  }, lookEveryMs).unref();
}
