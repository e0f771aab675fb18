import { timingSafeEqual } from 'node:crypto';

/** Hashes a name of some kind with a key that only our instances have. */
export type HashName = (kind: string, name: string) => string;

// The first 22 of 43 characters: 132 bits cannot be guessed.
const macLength = 22;

/** Signs what the instances share, so that they ignore anything that somebody else has written to Redis. */
export function createSigning(hashName: HashName) {
  const macOf = (subject: string, text: string) =>
    Buffer.from(hashName('redis message', JSON.stringify([subject, text])).slice(0, macLength));
  return {
    /** Appends a signature that is valid only for this subject. */
    sign: (subject: string, text: string) => `${text}.${macOf(subject, text)}`,
    /** Whether one of our instances has signed the text for this subject. */
    isSigned(subject: string, signed: string): boolean {
      const end = signed.length - macLength - 1;
      const given = Buffer.from(signed.slice(end + 1));
      const mac = macOf(subject, signed.slice(0, end));
      return end >= 0 && signed[end] === '.' && given.length === mac.length && timingSafeEqual(given, mac);
    },
  };
}
