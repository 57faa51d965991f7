"""Laws that every trace keeps, whatever the figures of the machine are: they are stated in rounds, order and bytes, never in
timings of the host.
"""
import json
import math
import os
import tempfile

from suite import Case, start

SECONDS = 60


def events(context, program, *options):
    """The events of a run at detail loop, as dictionaries."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = os.path.join(folder, 'law.js'), os.path.join(folder, 'law.tick')
        with open(source, 'w', encoding='utf-8') as file:
            file.write(program)
        made = start([context.engine, 'trace', source, '-o', out, '--detail', 'loop', *options], context.seconds(SECONDS))
        if made.code != 0:
            raise AssertionError(f'tickscope trace ended with {made.code}: {made.stderr.decode(errors="replace")[:1000]}')
        shown = start([context.engine, 'show', out, '--json'], context.seconds(SECONDS))
        lines = [json.loads(line) for line in shown.stdout.decode().splitlines()]
        return [line for line in lines if line.get('type') == 'event']


def rounds(context, jobs, threads, cores):
    """k equal CPU jobs on T threads and C cores end in ceil(k / min(T, C)) rounds, a round being as long as one job alone."""
    program = f"const c = require('crypto');\nfor (let i = 0; i < {jobs}; i++) c.pbkdf2('p', 's', 100000, 64, 'sha512', () => {{}});\n"
    options = ('--pool', str(threads), '--cores', str(cores))
    alone = [e for e in events(context, program.replace(f'i < {jobs}', 'i < 1'), *options) if e['event'].startswith('PoolJob')]
    one = alone[2]['timeNs'] - alone[1]['timeNs']
    seen = [e for e in events(context, program, *options) if e['event'].startswith('PoolJob')]
    begun = min(e['timeNs'] for e in seen if e['event'] == 'PoolJobStarted')
    ended = max(e['timeNs'] for e in seen if e['event'] == 'PoolJobFinished')
    expected = math.ceil(jobs / min(threads, cores))
    took = (ended - begun) / one
    # A last round that is not full may be shared by fewer threads than cores: cores are shared fairly among the threads.
    if not (jobs / min(threads, cores)) - 0.05 <= took <= expected + 0.05:
        return f'{jobs} jobs, {threads} threads, {cores} cores: {took:.2f} rounds, expected {expected}'
    at_once = 0
    for e in seen:
        if e['event'] == 'PoolJobStarted':
            at_once += 1
            if at_once > threads:
                return f'{at_once} jobs run at once on {threads} threads'
        elif e['event'] == 'PoolJobFinished':
            at_once -= 1
    return None


def late_timer(context, version):
    """A timer of 5 ms behind a callback of 10 ms fires when that has ended: not before, and by Node's rule at once after it."""
    program = ('setTimeout(function due() {}, 5);\n'
               'setTimeout(function long() { const end = Date.now() + 10; while (Date.now() < end); }, 1);\n')
    seen = events(context, program, '--node', version)
    begins = [e for e in seen if e['event'] == 'CallbackBegin' and e['kind'] == 'Timer']
    if len(begins) != 2:
        return f'{len(begins)} timers fired'
    first, second = begins
    end = next(e for e in seen if e['event'] == 'CallbackEnd' and e['cause'] == first['id'])
    took = end['timeNs'] - first['timeNs']
    if not 9_000_000 <= took <= 11_100_000:
        return f'the long callback took {took} ns'
    if second['timeNs'] < end['timeNs']:
        return 'the timer fired inside another callback'
    if second['timeNs'] - end['timeNs'] > 1_000_000:
        return f'the timer fired {second["timeNs"] - end["timeNs"]} ns after the callback that was in its way'
    return None


STREAMS = """
const { Readable, Transform, Writable, pipeline } = require('stream');
let left = 40;
const source = new Readable({ highWaterMark: 64, read() { this.push(left-- > 0 ? Buffer.alloc(48) : null); } });
const half = new Transform({ highWaterMark: 100, transform(chunk, encoding, done) { setImmediate(done, null, chunk.subarray(24)); } });
const sink = new Writable({ highWaterMark: 50, write(chunk, encoding, done) { setTimeout(done, 1); } });
pipeline(source, half, sink, () => {});
"""


def buffers(context):
    """What is in a stream's buffer never exceeds what was written into it and has not been consumed; in the end nothing is left,
    and a side that has room never says that it needs a drain for ever."""
    last, label, marks = {}, {}, {}
    for e in events(context, STREAMS):
        if e['event'] == 'StreamCreated':
            label[e['id']] = e['label']
        if e['event'] not in ('StreamReadable', 'StreamWritable'):
            continue
        side = (e['stream'], e['event'])
        before = last.get(side, 0)
        grown = e['length'] - before
        chunk = 24 if label[e['stream']] == 'Writable' or (label[e['stream']] == 'Transform' and e['event'] == 'StreamReadable') else 48
        # One chunk comes or goes at a time; a transform's readable side may give all it has.
        if grown > chunk or (grown < 0 and -grown % chunk):
            return f'{label[e["stream"]]}: the buffer went from {before} to {e["length"]} bytes at event {e["id"]}'
        # read() asks for more before it takes what there is.
        if e['length'] < 0 or e['length'] > e['highWaterMark'] + 2 * chunk:
            return f'{label[e["stream"]]}: {e["length"]} bytes in a buffer of {e["highWaterMark"]}'
        last[side] = e['length']
        marks[side] = e
    for side, length in last.items():
        if length:
            return f'{label[side[0]]} ended with {length} bytes in its buffer'
    return None if len(last) == 4 else f'{len(last)} sides were seen'


# Every case of the library that C++ does while nobody records calls, and their neighbours.
EMITTERS = """{
const EventEmitter = require('events');
const bus = new EventEmitter(), f = () => {}, g = () => 1, h = function() { return this; };
const symbol = Symbol('s'), bound = h.bind(1);
bus.on('one', f).on('two', f).on('two', g).on('native', Math.abs).on('bound', bound);
bus.setMaxListeners(5);
for (let i = 0; i < 20; i++) {
  for (const type of ['one', 'two', 'native', 'bound', 'nobody', symbol, 7]) bus.emit(type, i, 2, 3);
  bus.once('one', g); bus.once('new', f); bus.once('new', h); bus.emit('one', i); bus.emit('new'); bus.emit('new');
  bus.on('two', h); bus.removeListener('two', f); bus.on('two', f); bus.off('two', h); bus.emit('two');
  bus.on('more', f).on('more', g).on('more', h).once('more', f); bus.off('more', f).off('more', h).emit('more'); bus.removeAllListeners('more');
  bus.on(symbol, f); bus.off(symbol, f); bus.off(symbol, f); bus.once(symbol, h); bus.off(symbol, h);
  const fresh = new EventEmitter(); fresh.once('x', f); fresh.emit('x', 1, 2, 3, 4, 5, 6, 7, 8); fresh.on('y', g); fresh.off('y', g);
}
const { Readable, Transform, Writable, PassThrough } = require('stream');
let next = 0;
const source = new Readable({ objectMode: true, read() { while (next < 200 && this.push({ id: next++ })); if (next === 200) this.push(null); } });
const middle = new Transform({ objectMode: true, transform(item, _, done) { item.id % 5 ? done(null, item) : done(); } });
const sink = new Writable({ objectMode: true, write(item, _, done) { item.id % 8 ? done() : process.nextTick(done, item.id % 16 ? null : undefined); } });
source.pipe(middle).pipe(sink);
const bytes = new PassThrough({ highWaterMark: 64 });
bytes.on('data', () => {});
for (let i = 0; i < 40; i++) bytes.write(i % 3 ? Buffer.alloc(20) : 'text', i % 7 ? undefined : f);
bytes.end();
const slow = new Writable({ objectMode: true, highWaterMark: 3, write(chunk, _, done) { setImmediate(done); } });
for (let i = 0; i < 10; i++) slow.write(i, i === 5 ? f : undefined);
slow.write(null === 0); slow.end('last', f);
}
"""


def recording_changes_nothing(context, *options):
    """A run takes the same virtual time whether it is recorded or not, at every detail."""
    program = STREAMS + EMITTERS + "process.on('exit', () => console.log(process.hrtime.bigint()));\n"
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, 'law.js')
        with open(source, 'w', encoding='utf-8') as file:
            file.write(program)
        texts = {'not recorded': start([context.engine, 'run', source, *options], context.seconds(SECONDS)).stdout}
        for detail in ('loop', 'call', 'statement'):
            out = os.path.join(folder, f'{detail}.tick')
            texts[detail] = start([context.engine, 'trace', source, '-o', out, '--detail', detail, *options], context.seconds(SECONDS)).stdout
    if len(set(texts.values())) != 1:
        return f'the clock at the end: {texts}'
    return None


def cases(context):
    for jobs, threads, cores in ((1, 4, 4), (4, 4, 4), (5, 4, 4), (8, 4, 4), (9, 4, 4), (6, 2, 8), (7, 8, 2), (12, 3, 4), (5, 1, 1)):
        yield Case(f'laws/pool rounds {jobs} jobs {threads} threads {cores} cores', lambda j=jobs, t=threads, c=cores: rounds(context, j, t, c))
    for version in ('12', '18', '20', '24', '26'): # Node 10 may put the list back once more, by a stale clock
        yield Case(f'laws/a timer behind a long callback (node {version})', lambda v=version: late_timer(context, v))
    yield Case('laws/buffers of streams', lambda: buffers(context))
    for version in ('18', '20', '22', '24', '26'):
        yield Case(f'laws/recording changes nothing (node {version})', lambda v=version: recording_changes_nothing(context, '--node', v))
