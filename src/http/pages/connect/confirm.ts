import { find, write } from './element.ts';

const dialog = find('confirmation', HTMLDialogElement);

/** Asks for confirmation; resolves to true only when the yes button is pressed. */
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
