export type { WeaknessOptions } from './context';
export { findWeaknesses } from './find-weaknesses';
export { WEAKNESS_NAMES } from './names';
export { WEAKNESS_CODES, type Weakness, type WeaknessCode } from './types';
