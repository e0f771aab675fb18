/** When the departments, establishments and legal units were created, in local time without a zone. */
export const setUpAt = '2018-01-08T09:00:00';
