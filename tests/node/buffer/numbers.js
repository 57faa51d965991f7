// Integers, floats and BigInts, and the errors of reading and writing them.
const show = (f) => {
  try {
    console.log(f());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
const w = Buffer.alloc(16);
show(() => w.writeUInt8(255, 0));
show(() => w.writeUInt8(256, 0));
show(() => w.writeUInt8(-1, 0));
show(() => w.writeInt16LE(-2, 2));
show(() => w.writeUInt32BE(0xdeadbeef, 4));
show(() => w.writeDoubleLE(1.5, 8));
show(() => w);
show(() => w.readUInt32BE(4));
show(() => w.readInt32BE(4));
show(() => w.readDoubleLE(8));
show(() => w.readInt16LE(2));
show(() => w.readUInt8(16));
show(() => w.readUInt8(1.5));
show(() => w.readUInt8('1'));
show(() => w.readUInt32LE(14));
show(() => w.readUIntBE(4, 3).toString(16));
show(() => w.readIntLE(4, 6));
show(() => w.readUIntBE(4, 7));
show(() => w.readUIntBE(4));
show(() => w.readBigUInt64LE(8));
show(() => w.writeBigInt64BE(-5n, 0));
show(() => w.readBigInt64BE(0));
show(() => w.writeBigUInt64LE(2n ** 64n, 0));
show(() => w.writeIntBE(-300, 0, 3));
show(() => w.writeUIntLE(2 ** 40, 0, 6));
show(() => w.writeFloatBE(3.14, 0));
show(() => w.readFloatBE());
show(() => w.writeUInt16BE(70000));
show(() => w.writeInt32LE(2 ** 31));
show(() => Buffer.alloc(1).readUInt16LE());
show(() => w.readUInt16BE(-1));
show(() => Buffer.from([1, 2, 3, 4]).swap16());
show(() => Buffer.from([1, 2, 3, 4]).swap32());
show(() => Buffer.from([1, 2, 3]).swap16());
show(() => Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]).swap64());
