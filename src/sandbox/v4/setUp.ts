/** When every department, establishment and legal unit was entered: the day the company set Lucca up, without zone. */
export const setUpAt = '2018-01-08T09:00:00';
