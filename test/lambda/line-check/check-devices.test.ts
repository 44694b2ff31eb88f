import { checkLines } from '../../../lambda/line-check/check';
import { known } from '../../../lambda/shared/observed';
import { dedicated, dedicatedLine, expectation, healthy, withVpns } from './expectation';

function fault(code: string, subject: string, detail: string) {
  return { code, effect: 'redundancy', subject, detail };
}

describe('F44 VPN lines', () => {
  test('two lines that came to end in one device are lost together', () => {
    expect(checkLines(expectation, withVpns({ t1: { customerGatewayId: 'cgw-t2' } })).findings).toStrictEqual([
      fault('LineMoved', 'line-1 of tickets', 'ends in cgw-t2, not in cgw-t1'),
      fault('SharedDevice', 'tickets', 'line-1 and line-2 end in cgw-t2'),
    ]);
  });

  test('lines of two partners may end in one device', () => {
    expect(checkLines(expectation, withVpns({ s2: { customerGatewayId: 'cgw-t2' } })).findings).toMatchObject([
      { code: 'LineMoved', subject: 'line-2 of settlement' },
    ]);
  });
});

describe('F44 dedicated lines', () => {
  const partners = [{ name: 'settlement', lines: [dedicatedLine('line-2', 's1'), dedicatedLine('line-1', 's9')] }];
  const observe = (device: string | undefined) => ({
    ...healthy,
    directConnects: {
      'dxvif-s1': { ...dedicated, connections: known([{ connectionId: 'dxcon-s1', state: 'available', device }]) },
      'dxvif-s9': {
        connections: known([
          { connectionId: 'dxcon-s9', state: 'available', device: device === undefined ? undefined : 'EqTY2-abc' },
        ]),
        virtualInterfaces: known([
          {
            virtualInterfaceId: 'dxvif-s9',
            state: 'available',
            connectionId: 'dxcon-s9',
            peers: [{ id: 'p', status: 'up', state: 'available' }],
          },
        ]),
      },
    },
  });

  test('two dedicated lines on one device of AWS are lost together', () => {
    expect(checkLines({ ...expectation, partners }, observe('EqTY2-abc')).findings).toStrictEqual([
      {
        code: 'SharedDevice',
        effect: 'redundancy',
        subject: 'settlement',
        detail: 'line-1 and line-2 end in EqTY2-abc',
      },
    ]);
  });

  test.each(['EqTY2-def', undefined])('with the device %s nothing is shared', (device) => {
    expect(checkLines({ ...expectation, partners }, observe(device)).status).toBe('HEALTHY');
  });
});
