import type { Harmless } from '../mutate';

/** Flips of `starter` that let more packets arrive without harm. */
export const starter: readonly Harmless[] = [];
