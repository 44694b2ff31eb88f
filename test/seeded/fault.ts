/** A fault as a tired engineer would make it: a piece of the engine, and what it is replaced with. */
export interface Fault {
  readonly id: string;
  /** File from the root of the project. */
  readonly file: string;
  /** What is replaced; it occurs once in the file. */
  readonly find: string;
  readonly replace: string;
  /** The rule of AWS, or of telling what is known from what is not, that no longer holds. */
  readonly what: string;
}
