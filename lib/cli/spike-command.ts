import {
  isCarried,
  renderSpike,
  renderSpikeCsv,
  renderSpikeJson,
  renderSpikeSvg,
  simulateSpike,
  type SpikePrettyOptions,
  type SpikeReport,
} from '../simulate';
import { loadForVerify } from '../verify/policy';
import type { CommandContext } from './command-context';
import { exitCodeOfSignal, type CommandExitCode } from './exit-code';
import { spikeOptionsOf, type SpikeFormat, type TypedSpike } from './spike-options';
import { print, writeWhole } from './verify-output';
import { shownOn } from './verify-terminal';

/** Simulates the opening of a sale and tells what becomes of it. */
export async function spikeCommand(
  paths: readonly string[],
  typed: TypedSpike,
  context: CommandContext,
): Promise<CommandExitCode> {
  const { input, declared, place, scenario, timing, printed, files } = spikeOptionsOf(paths, typed, context.cwd);
  const { model } = loadForVerify(input.paths, input.given);
  const report = simulateSpike(model, declared, place);
  const options = { language: input.language, scenario, timing };
  for (const { file, format } of files) {
    await writeWhole('--output', file, rendered(report, format, options));
  }
  const isRead = await print(context.stdout, rendered(report, printed, { ...options, ...shownOn(context) }));
  return isRead ? (isCarried(report) ? 0 : 1) : exitCodeOfSignal('SIGPIPE');
}

function rendered(report: SpikeReport, format: SpikeFormat, options: SpikePrettyOptions): string {
  switch (format) {
    case 'pretty':
      return renderSpike(report, options);
    case 'csv':
      return renderSpikeCsv(report);
    case 'json':
      return renderSpikeJson(report);
    case 'svg':
      return renderSpikeSvg(report, options);
  }
}
