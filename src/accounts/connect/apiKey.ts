// The blanks around it are part of the pattern: what a mail or a table adds when a key is copied, and nothing beyond ASCII.
const pattern = /^[ \t\r\n]*([A-Za-z0-9-]{8,128})[ \t\r\n]*$/;

/** The key without the blanks around it, or null when the text cannot be a Lucca API key and must not be sent. */
export function parseApiKey(text: string): string | null {
  return pattern.exec(text)?.[1] ?? null;
}
