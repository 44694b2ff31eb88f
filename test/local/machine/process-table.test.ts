import { membersOf } from '../../../lib/local/machine/group-signals';
import { parseLinuxStat, parsePowerShell, parsePs } from '../../../lib/local/machine/process-table';
import { findMarked, findProcess, listProcesses } from '../../../lib/local/machine/processes';

const TAIL = '1 100 90 0 -1 4194560 1 0 0 0 5 3 0 0 20 0 11 0 4242 9 9';

test('reads a process of Linux, whatever its program is called', () => {
  expect(parseLinuxStat(`101 (node (a) b) S ${TAIL}`, 'boot')).toEqual({
    pid: 101,
    parent: 1,
    group: 100,
    started: 'boot:4242',
  });
});

test.each(['Z', 'X'])('leaves out a process that has ended, in state %s', (state) => {
  expect(parseLinuxStat(`101 (node) ${state} ${TAIL}`, 'boot')).toBeUndefined();
});

test('reads what ps prints, and leaves out what has ended', () => {
  const printed = [
    '    1     0     1 Ss   Mon Nov  2 08:00:00 2026',
    '  501     1   501 S+   Tue Nov  3 09:10:11 2026',
    '  502   501   501 Z    Tue Nov  3 09:10:12 2026',
    '',
  ].join('\n');
  expect(parsePs(printed)).toEqual([
    { pid: 1, parent: 0, group: 1, started: 'Mon Nov 2 08:00:00 2026' },
    { pid: 501, parent: 1, group: 501, started: 'Tue Nov 3 09:10:11 2026' },
  ]);
});

test('reads what PowerShell prints', () => {
  expect(parsePowerShell('4 0 133500000000000000\r\n812 4 133500000000000001\r\n\r\n')).toEqual([
    { pid: 4, parent: 0, group: 4, started: '133500000000000000' },
    { pid: 812, parent: 4, group: 812, started: '133500000000000001' },
  ]);
});

test('takes everything that descends from a process for its group on Windows', () => {
  const processes = parsePowerShell('10 1 100\n11 10 110\n12 11 120\n13 1 130\n');
  expect(membersOf(10, processes, 'win32').map(({ pid }) => pid)).toEqual([10, 11, 12]);
});

test('takes no process for a child on Windows that is older than its supposed parent', () => {
  const processes = parsePowerShell('10 1 100\n11 10 90\n');
  expect(membersOf(10, processes, 'win32').map(({ pid }) => pid)).toEqual([10]);
});

test('shows the process that asks, the same each time', () => {
  const self = findProcess(process.pid);
  expect(self?.parent).toBe(process.ppid);
  expect(listProcesses()).toContainEqual(self);
});

test('shows no process for a number that nobody has', () => {
  expect(findProcess(2 ** 30)).toBeUndefined();
});

test('finds no process that carries a marker nobody was given', () => {
  expect([...findMarked('0123456789abcdef-nobody')]).toEqual([]);
});
