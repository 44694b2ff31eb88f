export { parseDeclared } from './parse-declared';
export { declaredIn, mergeDeclared, METADATA_KEY, readDeclared } from './read-declared';
export { ResourceSelection } from './select-resources';
export type * from './types';
