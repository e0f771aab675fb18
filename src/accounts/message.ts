/** A text in both languages of the connect page, safe to show an HR administrator. */
export type Message = { en: string; fr: string };
