/** Waits for a promise until `deadlineAt` (milliseconds since 1970), then fails with what `onLate` makes; what was started goes on. */
export async function within<T>(promise: Promise<T>, deadlineAt: number, onLate: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(onLate()), Math.max(0, deadlineAt - Date.now()));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
