import { find, write } from './element.ts';

const dialog = find('confirmation', HTMLDialogElement);

/** Asks whether something is really to be done; anything but a plain yes, such as Escape, is a no. */
export function confirmed({ title, lead, yes }: { title: string; lead: string; yes: string }): Promise<boolean> {
  write('confirmation-title', title);
  write('confirmation-lead', lead);
  write('confirmation-yes', yes);
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
