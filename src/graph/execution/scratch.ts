/** What data are written into before they become a response. To make a buffer of that size takes longer than to write into it. */
const free: Buffer[] = [];

const [smallest, largest] = [16 * 1024, 4 * 1024 * 1024];
const mostFree = 2;

/** Returns a buffer of at least so many bytes, which nobody else has until it is given back. */
export function takeScratch(bytes: number): Buffer {
  const at = free.findIndex(({ length }) => length >= bytes);
  const [found] = at < 0 ? [] : free.splice(at, 1);
  return found ?? Buffer.allocUnsafe(bytes);
}

/** Gives back a buffer that nobody reads or writes any more. */
export function giveBackScratch(buffer: Buffer): void {
  if (buffer.length < smallest || buffer.length > largest || free.length === mostFree || free.includes(buffer)) return;
  free.push(buffer);
}
