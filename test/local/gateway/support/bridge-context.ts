import type { BridgeContext } from '../../../../lib/local/gateway/bridges/bridge';
import type { DeployedFact } from '../../../../lib/local/gateway/deployed-resource';
import type { EmulatorView } from '../../../../lib/local/gateway/emulator-view';
import type { Protocol } from '../../../../lib/local/gateway/call';

/** What a bridge may know here: a question is answered only where a test says how. */
export function contextOf(
  action: string,
  {
    parameters = {},
    protocol = 'json',
    view = {},
    answeredAt,
  }: {
    readonly parameters?: Readonly<Record<string, string>>;
    readonly protocol?: Protocol;
    readonly view?: Partial<EmulatorView>;
    readonly answeredAt?: Date;
  } = {},
): BridgeContext {
  return {
    call: {
      ...{ service: 'fake', action, protocol, region: 'ap-northeast-1', account: '111122223333' },
      parameters: new Map(Object.entries(parameters)),
    },
    view: view as EmulatorView,
    answeredAt,
  };
}

/** A view of stacks that hold one resource, made at some moment. */
export function holding(
  type: string,
  physicalId: string,
  fact: Partial<DeployedFact> = {},
): Pick<EmulatorView, 'deployedResource'> {
  return {
    deployedResource: (askedType, askedId) =>
      Promise.resolve(
        askedType === type && askedId === physicalId
          ? { properties: {}, madeAt: new Date('2026-11-25T11:00:00.500Z'), ...fact }
          : undefined,
      ),
  };
}
