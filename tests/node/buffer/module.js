// transcode, isUtf8, isAscii, atob, btoa, constants, Blob.
const show = (f) => {
  try {
    console.log(f());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
const m = require('buffer');
show(() => m.transcode(Buffer.from('€'), 'utf8', 'latin1'));
show(() => m.transcode(Buffer.from('é'), 'utf8', 'utf16le'));
show(() => m.transcode(Buffer.from('é'), 'utf8', 'hex'));
show(() => m.isUtf8(Buffer.from([0xc3, 0x28])));
show(() => m.isUtf8(Buffer.from('€')));
show(() => m.isAscii(Buffer.from('a')));
show(() => m.constants.MAX_STRING_LENGTH);
show(() => m.INSPECT_MAX_BYTES);
show(() => atob('aGk='));
show(() => btoa('hi'));
show(() => atob('*'));
show(() => btoa('€'));
show(() => atob('YQ'));
show(() => Buffer.copyBytesFrom(new Uint16Array([1, 2, 3]), 1, 1));
show(() => new Blob(['ab', Buffer.from('c')]));
show(() => new Blob(['ab'], { type: 'Text/Plain' }).type);
show(() => new Blob(['abc']).slice(1, 2).size);
show(() => new Blob('abc'));
show(() => new TextEncoder().encode('é'));
show(() => new TextDecoder().decode(new Uint8Array([0xe2, 0x82, 0xac])));
show(() => new TextDecoder('nope'));
show(() => new TextEncoder().encodeInto('a€', new Uint8Array(3)));
