/** Saves what was made in the page as a file of the reader's. */
export function saveFile(parts: BlobPart[], type: string, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  // By then the browser has read the file, however large.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
