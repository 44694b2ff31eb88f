/** Keeps every value of an option, so that a repeated one can be refused. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
