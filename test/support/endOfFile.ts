type End = () => Promise<unknown>;

const ends: End[] = [];

/** Has something done once the tests of the file that runs now are over. */
export const atEndOfFile = (end: End): void => void ends.push(end);

/** Does all that is to be done by then. */
export async function endFile(): Promise<void> {
  await Promise.all(ends.splice(0).map((end) => end()));
}
