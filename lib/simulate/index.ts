export { fieldText, parseDeclared, readCurveFile, type CurveFile, type Declared, type FieldPath } from './read';
export {
  renderSpike,
  renderSpikeCsv,
  renderSpikeJson,
  renderSpikeSvg,
  type SpikePrettyOptions,
  type SpikeRenderOptions,
} from './render';
export {
  isCarried,
  SCENARIOS,
  simulateSpike,
  TIMINGS,
  type ScenarioId,
  type SpikeReport,
  type SpikeRun,
  type TimingId,
} from './spike';
