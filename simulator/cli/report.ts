/** `rehearse report`: the KPI report of a recorded run, as a page, JSON or tables. */
export const writeReports = (folder: string, _formats: readonly string[], _languages: readonly string[]): string[] => [folder];
export const report = (): number => 0;
