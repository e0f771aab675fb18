import type { ExportedFile } from './exportFile.ts';

/** Downloads data from the page as a file. */
export function saveFile(parts: BlobPart[], type: string, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  // After a minute the browser has read even a large file.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Saves a file. Resolves to a message for the reader, or to null. */
type Target = (file: ExportedFile) => Promise<string | null>;
type TargetOptions = { name: string; extension: string; type: string; isLong: boolean };

declare global {
  interface Window {
    /** Part of the File System Access API, which not every browser supports. */
    showSaveFilePicker?: (options: { suggestedName: string }) => Promise<PickedFile>;
  }
}
type PickedFile = FileSystemFileHandle & { remove?: () => Promise<void> };

/**
 * The target of a file. If the browser supports it, a long file is streamed to a path that the reader chooses; null if the reader cancels.
 * All other files are downloads.
 */
export async function fileTarget({ name, extension, type, isLong }: TargetOptions): Promise<Target | null> {
  if (!isLong || window.showSaveFilePicker === undefined)
    return async ({ bytes, lacks }) => {
      // Browsers can store a large blob on disk.
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

/** Streams a file to the chosen path. An incomplete file is not saved, because its name would be that of a complete one. */
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
    // Removes the empty file that the dialog created. A file that existed before is unchanged, and stays.
    if ((await picked.getFile()).size === 0) await picked.remove?.();
    return `Not saved. ${lack}`;
  };
}
