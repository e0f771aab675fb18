import type { ExportedFile } from './exportFile.ts';

/** Saves what was made in the page as a file of the reader's. */
export function saveFile(parts: BlobPart[], type: string, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  // By then the browser has read the file, however large.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Saves a file, and returns what there is to say about it; null if nothing. */
type Target = (file: ExportedFile) => Promise<string | null>;
type TargetOptions = { name: string; extension: string; type: string; isLong: boolean };

declare global {
  interface Window {
    /** Of the File System Access API, which not every browser has. */
    showSaveFilePicker?: (options: { suggestedName: string }) => Promise<PickedFile>;
  }
}
type PickedFile = FileSystemFileHandle & { remove?: () => Promise<void> };

/**
 * Where a file is saved. A long one goes, as it is written, to the place that the reader chooses, where the browser has a choice. All others
 * are downloads. Null if the reader chooses none.
 */
export async function fileTarget({ name, extension, type, isLong }: TargetOptions): Promise<Target | null> {
  if (!isLong || window.showSaveFilePicker === undefined)
    return async ({ bytes, lacks }) => {
      // The browser may keep it outside of its memory.
      const blob = await new Response(bytes).blob();
      saveFile([blob], type, `${name}${lacks() === null ? '' : '-incomplete'}.${extension}`);
      return lacks();
    };
  try {
    return streamed(await window.showSaveFilePicker({ suggestedName: `${name}.${extension}` }));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

/** Writes a file to its place. One that lacks something would have the name of a complete one, and is not saved. */
function streamed(picked: PickedFile): Target {
  return async ({ bytes, lacks }) => {
    const writable = await picked.createWritable();
    await bytes.pipeTo(writable, { preventClose: true });
    const lack = lacks();
    if (lack === null) {
      await writable.close();
      return 'Saved.';
    }
    await writable.abort();
    // The choice made an empty file, or named one that is still what it was.
    if ((await picked.getFile()).size === 0) await picked.remove?.();
    return `Not saved. ${lack}`;
  };
}
