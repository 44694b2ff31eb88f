export { type CensusEntry } from './census';
export {
  writeLocalAssembly,
  writeRepairAssembly,
  type LocalAssembly,
  type LocalAssemblyOptions,
  type LocalStackInfo,
} from './local-assembly';
export { type DataPlaneFiles, type Treatment } from './treatment';
export { TREATMENTS } from './treatments';
