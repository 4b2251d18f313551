// A Windows DLL that only has a table of exports: enough for makensis to accept `Plugin::Function` in a script.
// https://learn.microsoft.com/windows/win32/debug/pe-format has the fields.

const headerSize = 0x200;
const sectionAddress = 0x1000;
const alignFile = (size: number) => Math.ceil(size / 0x200) * 0x200;
const alignMemory = (size: number) => Math.ceil(size / 0x1000) * 0x1000;

/** `exports` in any order; all lead to `return 1`. */
export function exportOnlyDll(name: string, exports: readonly string[]): Buffer {
  const section = exportSection(`${name}.dll`, exports.toSorted());
  const file = Buffer.alloc(headerSize + alignFile(section.bytes.length));
  writeHeaders(file, section);
  section.bytes.copy(file, headerSize);
  return file;
}

interface Section {
  readonly bytes: Buffer;
  /** Where the function begins, in memory. */
  readonly codeAddress: number;
  /** Of the table, without the function. */
  readonly tableSize: number;
}

/** Directory, addresses, names, ordinals, texts, and the one function. */
function exportSection(dllName: string, names: readonly string[]): Section {
  const addresses = 40;
  const namePointers = addresses + 4 * names.length;
  const ordinals = namePointers + 4 * names.length;
  const texts = [dllName, ...names];
  const textsAt = ordinals + 2 * names.length;
  const offsets = texts.map((_, index) =>
    texts.slice(0, index).reduce((at, text) => at + text.length + 1, textsAt),
  );
  const tableSize = textsAt + texts.join("").length + texts.length;
  const code = Math.ceil(tableSize / 16) * 16;
  const bytes = Buffer.alloc(code + 16);
  const write = (at: number, value: number) => bytes.writeUInt32LE(value, at);
  write(12, sectionAddress + (offsets[0] ?? 0));
  write(16, 1);
  write(20, names.length);
  write(24, names.length);
  write(28, sectionAddress + addresses);
  write(32, sectionAddress + namePointers);
  write(36, sectionAddress + ordinals);
  names.forEach((_, index) => {
    write(addresses + 4 * index, sectionAddress + code);
    write(namePointers + 4 * index, sectionAddress + (offsets[index + 1] ?? 0));
    bytes.writeUInt16LE(index, ordinals + 2 * index);
  });
  texts.forEach((text, index) => bytes.write(text, offsets[index] ?? 0, "latin1"));
  // mov eax, 1; ret
  Buffer.from([0xb8, 1, 0, 0, 0, 0xc3]).copy(bytes, code);
  return { bytes, codeAddress: sectionAddress + code, tableSize };
}

function writeHeaders(file: Buffer, { bytes, codeAddress, tableSize }: Section): void {
  const word = (at: number, value: number) => file.writeUInt16LE(value, at);
  const long = (at: number, value: number) => file.writeUInt32LE(value, at);
  file.write("MZ", 0, "latin1");
  const pe = 64;
  long(60, pe);
  file.write("PE\0\0", pe, "latin1");
  const coff = pe + 4;
  word(coff, 0x14c);
  word(coff + 2, 1);
  word(coff + 16, 224);
  // A DLL of 32 bits that can run.
  word(coff + 18, 0x2102);
  const optional = coff + 20;
  word(optional, 0x10b);
  long(optional + 4, alignFile(bytes.length));
  long(optional + 16, codeAddress);
  long(optional + 20, sectionAddress);
  long(optional + 24, sectionAddress);
  long(optional + 28, 0x10000000);
  long(optional + 32, 0x1000);
  long(optional + 36, 0x200);
  word(optional + 40, 4);
  word(optional + 48, 4);
  long(optional + 56, sectionAddress + alignMemory(bytes.length));
  long(optional + 60, headerSize);
  word(optional + 68, 2);
  long(optional + 92, 16);
  long(optional + 96, sectionAddress);
  long(optional + 100, tableSize);
  const table = optional + 224;
  file.write(".edata", table, "latin1");
  long(table + 8, bytes.length);
  long(table + 12, sectionAddress);
  long(table + 16, alignFile(bytes.length));
  long(table + 20, headerSize);
  long(table + 36, 0x60000040);
}
