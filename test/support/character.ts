import fc from 'fast-check';

/**
 * Any character, as the unit of a `fc.string`. With its own `binary`, fast-check lists all of Unicode first, which takes a second of CPU
 * time in each process.
 */
export const character = fc.oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff })).map(
  (point) => String.fromCodePoint(point),
  (text) => {
    const [point, ...more] = typeof text === 'string' ? [...text].map((each) => each.codePointAt(0)) : [];
    if (point === undefined || more.length > 0) throw new Error('This is not one character.');
    return point;
  },
);
