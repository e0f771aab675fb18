/** Whether slow tests try everything, as they must where `CI` is true, rather than a sample that takes seconds. */
export const isThorough = process.env.CI === 'true';
