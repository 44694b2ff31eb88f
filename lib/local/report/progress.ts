/** One step that was begun. It ends once, with `done`, `fail` or `skip`; whatever is said afterwards is not shown. */
export interface StepHandle {
  /** Says what is happening now. */
  update(text: string): void;
  /** Ends the step well. */
  done(text?: string): void;
  /** Ends the step badly. */
  fail(text: string): void;
  /** Ends the step because there is nothing to do. */
  skip(reason: string): void;
}

/** Shows a person what a run is doing. Text may come from anywhere: what could steer a terminal is removed. */
export interface Progress {
  /** Begins a step; several may be open at a time. */
  step(title: string): StepHandle;
  /** Says something that belongs to no step. */
  note(text: string): void;
}

/** Shows nothing. */
export const SILENT_PROGRESS: Progress = {
  step: () => ({ update: () => undefined, done: () => undefined, fail: () => undefined, skip: () => undefined }),
  note: () => undefined,
};
