/** Whether a gender is Lucca's word for none, which proves no right to see genders. */
export const isNoGender = (gender: string): boolean => gender.toLowerCase() === 'undefined';
