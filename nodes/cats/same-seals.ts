/** Whether the seals that were found are those that were put on, in whatever order they were read. */
export const sameSeals = (affixed: readonly string[], found: readonly string[]): boolean =>
  affixed.length === found.length && affixed.every((seal) => found.includes(seal));
