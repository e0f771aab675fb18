// Allows the ASCII white space around a key that copying from an e-mail or a table adds.
const pattern = /^[ \t\r\n]*([A-Za-z0-9-]{8,128})[ \t\r\n]*$/;

/** The key without surrounding white space; null when the text cannot be a Lucca API key, and must not be sent. */
export function parseApiKey(text: string): string | null {
  return pattern.exec(text)?.[1] ?? null;
}
