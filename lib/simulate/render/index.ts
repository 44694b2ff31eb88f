export type { SpikePrettyOptions, SpikeRenderOptions } from './options';
export { renderSpikeCsv } from './spike-csv';
export { renderSpikeJson, SPIKE_REPORT_VERSION } from './spike-json';
export { renderSpike } from './spike-pretty';
export { renderSpikeSvg } from './spike-svg';
