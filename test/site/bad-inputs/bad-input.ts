/** One bad input of the catalogue with what it must give. */
export interface BadInput {
  /** Id of the catalogue of bad inputs. */
  readonly id: string;
  /** What is wrong, in words. */
  readonly what: string;
  /** Fields set in the standard configuration. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Field the fault must name. */
  readonly path: string;
  readonly code: string;
  /** Part of the rendered fault: what must hold, or what to change. */
  readonly text: string;
}
