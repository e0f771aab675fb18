import { readFileSync } from 'node:fs';

/** The time that the main thread of this process has used of a processor, in milliseconds, by the system's account where it keeps one. */
function threadMs(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ', 1)[0]) / 1e6;
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'ENOENT')) throw failure;
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  }
}

/**
 * Watches the turns of the event loop. Returns a function that returns the longest one since its last call, in milliseconds of the processor:
 * how busy the machine is makes no difference.
 */
export function watchBlocks(): () => number {
  let last = threadMs();
  let longest = 0;
  function beat(): void {
    const now = threadMs();
    longest = Math.max(longest, now - last);
    last = now;
    setTimeout(beat, 1).unref();
  }
  beat();
  return () => {
    const told = longest;
    longest = 0;
    return told;
  };
}
