//===- PickleOpcodes.h - The opcodes that a state dict is written in ------===//
#ifndef GNET_WEIGHTS_FORMATS_PICKLEOPCODES_H
#define GNET_WEIGHTS_FORMATS_PICKLEOPCODES_H

namespace gnet::pickle {

/// Python's names of them (pickletools.py) and their bytes.
enum Opcode : unsigned char {
  Mark = '(',
  Stop = '.',
  Pop = '0',
  BinFloat = 'G',
  BinInt = 'J',
  BinInt1 = 'K',
  BinInt2 = 'M',
  None = 'N',
  BinPersId = 'Q',
  Reduce = 'R',
  BinString = 'T',
  ShortBinString = 'U',
  BinUnicode = 'X',
  EmptyList = ']',
  Append = 'a',
  Build = 'b',
  Global = 'c',
  Appends = 'e',
  BinGet = 'h',
  LongBinGet = 'j',
  BinPut = 'q',
  LongBinPut = 'r',
  SetItem = 's',
  Tuple = 't',
  SetItems = 'u',
  EmptyDict = '}',
  EmptyTuple = ')',
  Proto = 0x80,
  Tuple1 = 0x85,
  Tuple2 = 0x86,
  Tuple3 = 0x87,
  NewTrue = 0x88,
  NewFalse = 0x89,
  Long1 = 0x8a,
  ShortBinUnicode = 0x8c,
  StackGlobal = 0x93,
  Memoize = 0x94,
  Frame = 0x95
};

} // namespace gnet::pickle

#endif // GNET_WEIGHTS_FORMATS_PICKLEOPCODES_H
