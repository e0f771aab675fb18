/** A text in the two languages of the connect form, safe to show an HR administrator. */
export type Message = { en: string; fr: string };
