import { find, write } from './element.ts';

const dialog = find('confirmation', HTMLDialogElement);

let answer: (isConfirmed: boolean) => void = () => {};

// The event fires some time after the dialog has closed. By then, the next question may be open, and the event must not answer it.
dialog.addEventListener('close', () => {
  if (!dialog.open) answer(dialog.returnValue === 'yes');
});

/** Asks for confirmation; resolves to true only when the yes button is pressed. */
export function confirmed({ title, lead, yes }: { title: string; lead: string; yes: string }): Promise<boolean> {
  answer(false);
  write('confirmation-title', title);
  write('confirmation-lead', lead);
  write('confirmation-yes', yes);
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    answer = resolve;
  });
}
