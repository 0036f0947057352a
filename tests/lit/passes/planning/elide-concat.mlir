// RUN: gnet-opt %s --gnk-elide-concat 2>&1 | FileCheck %s --implicit-check-not=remark:
// RUN: gnet-opt %s --gnk-elide-concat=copy-outputs | FileCheck %s --check-prefix=COPY

// The kernel writes into the concatenation, and other readers read there.
// CHECK-LABEL: func.func @readers
// CHECK-SAME: (%[[IN:.*]]: !gnk.buffer<2x3x4x4, nchw>, %[[OUT:.*]]: !gnk
func.func @readers(%in: !gnk.buffer<2x3x4x4, nchw>,
                   %out: !gnk.buffer<2x6x4x4, nchw>) {
  // CHECK-NEXT: %[[ALL:.*]] = gnk.alloc : <2x6x4x4, nchw>
  // CHECK-NEXT: %[[A:.*]] = gnk.slice %[[ALL]] from 0 : <2x6x4x4, nchw> to <2x3x4x4, nchw, stride 96>
  // CHECK-NEXT: gnk.activation relu %[[IN]] into %[[A]] : <2x3x4x4, nchw> into <2x3x4x4, nchw, stride 96>
  // CHECK-NEXT: %[[B:.*]] = gnk.slice %[[ALL]] from 3
  // CHECK-NEXT: gnk.softmax %[[A]] into %[[B]]
  // CHECK-NEXT: gnk.activation relu %[[ALL]] into %[[OUT]]
  // CHECK-NEXT: return
  %a = gnk.alloc : <2x3x4x4, nchw>
  gnk.activation relu %in into %a : <2x3x4x4, nchw> into <2x3x4x4, nchw>
  %b = gnk.alloc : <2x3x4x4, nchw>
  gnk.softmax %a into %b : <2x3x4x4, nchw> into <2x3x4x4, nchw>
  %all = gnk.alloc : <2x6x4x4, nchw>
  %s0 = gnk.slice %all from 0 : <2x6x4x4, nchw> to <2x3x4x4, nchw, stride 96>
  gnk.reorder %a into %s0 : <2x3x4x4, nchw> into <2x3x4x4, nchw, stride 96>
  %s1 = gnk.slice %all from 3 : <2x6x4x4, nchw> to <2x3x4x4, nchw, stride 96>
  gnk.reorder %b into %s1 : <2x3x4x4, nchw> into <2x3x4x4, nchw, stride 96>
  gnk.activation relu %all into %out : <2x6x4x4, nchw> into <2x6x4x4, nchw>
  return
}

// A concatenation within another, here within the output: the inner one's
// slices become slices of the outer one, and who reads it reads a slice.
// CHECK-LABEL: func.func @nested
// CHECK-SAME: (%[[IN:.*]]: !gnk.buffer<2x2x1x1, nchw>, %[[OUT:.*]]: !gnk
func.func @nested(%in: !gnk.buffer<2x2x1x1, nchw>,
                  %out: !gnk.buffer<2x12x1x1, nchw>) {
  // CHECK-DAG: %[[INNER:.*]] = gnk.slice %[[OUT]] from 2 : <2x12x1x1, nchw> to <2x4x1x1, nchw, stride 12>
  // CHECK-DAG: %[[A:.*]] = gnk.slice %[[OUT]] from 2 : <2x12x1x1, nchw> to <2x2x1x1, nchw, stride 12>
  // CHECK-DAG: %[[B:.*]] = gnk.slice %[[OUT]] from 4 : <2x12x1x1, nchw> to <2x2x1x1, nchw, stride 12>
  // CHECK-DAG: %[[C:.*]] = gnk.slice %[[OUT]] from 6 : <2x12x1x1, nchw> to <2x4x1x1, nchw, stride 12>
  // CHECK-DAG: %[[D:.*]] = gnk.slice %[[OUT]] from 0 : <2x12x1x1, nchw> to <2x2x1x1, nchw, stride 12>
  // CHECK-DAG: gnk.activation relu %[[IN]] into %[[A]]
  // CHECK-DAG: gnk.softmax %[[IN]] into %[[B]]
  // CHECK-DAG: gnk.activation relu %[[INNER]] into %[[C]]
  // CHECK-DAG: gnk.softmax %[[A]] into %[[D]]
  // CHECK-NOT: gnk.reorder
  %a = gnk.alloc : <2x2x1x1, nchw>
  gnk.activation relu %in into %a : <2x2x1x1, nchw> into <2x2x1x1, nchw>
  %b = gnk.alloc : <2x2x1x1, nchw>
  gnk.softmax %in into %b : <2x2x1x1, nchw> into <2x2x1x1, nchw>
  %inner = gnk.alloc : <2x4x1x1, nchw>
  %i0 = gnk.slice %inner from 0 : <2x4x1x1, nchw> to <2x2x1x1, nchw, stride 4>
  gnk.reorder %a into %i0 : <2x2x1x1, nchw> into <2x2x1x1, nchw, stride 4>
  %i1 = gnk.slice %inner from 2 : <2x4x1x1, nchw> to <2x2x1x1, nchw, stride 4>
  gnk.reorder %b into %i1 : <2x2x1x1, nchw> into <2x2x1x1, nchw, stride 4>
  %c = gnk.alloc : <2x4x1x1, nchw>
  gnk.activation relu %inner into %c : <2x4x1x1, nchw> into <2x4x1x1, nchw>
  %d = gnk.alloc : <2x2x1x1, nchw>
  gnk.softmax %a into %d : <2x2x1x1, nchw> into <2x2x1x1, nchw>
  %o0 = gnk.slice %out from 0
      : <2x12x1x1, nchw> to <2x2x1x1, nchw, stride 12>
  gnk.reorder %d into %o0 : <2x2x1x1, nchw> into <2x2x1x1, nchw, stride 12>
  %o1 = gnk.slice %out from 2
      : <2x12x1x1, nchw> to <2x4x1x1, nchw, stride 12>
  gnk.reorder %inner into %o1 : <2x4x1x1, nchw> into <2x4x1x1, nchw, stride 12>
  %o2 = gnk.slice %out from 6
      : <2x12x1x1, nchw> to <2x4x1x1, nchw, stride 12>
  gnk.reorder %c into %o2 : <2x4x1x1, nchw> into <2x4x1x1, nchw, stride 12>
  return
}

// A flattened view of what was copied becomes one of the slice.
// CHECK-LABEL: func.func @flattened_reader
func.func @flattened_reader(%in: !gnk.buffer<2x2x2x2, nchw>,
                            %vector: !gnk.buffer<2x8x1x1, nchw>,
                            %out: !gnk.buffer<2x4x2x2, nchw>) {
  // CHECK: %[[A:.*]] = gnk.slice %{{.*}} from 2
  // CHECK: %[[FLAT:.*]] = gnk.flatten %[[A]] : <2x2x2x2, nchw, stride 16> to <2x8x1x1, nchw, stride 16>
  // CHECK: gnk.softmax %[[FLAT]] into
  // CHECK-NOT: gnk.reorder
  %a = gnk.alloc : <2x2x2x2, nchw>
  gnk.activation relu %in into %a : <2x2x2x2, nchw> into <2x2x2x2, nchw>
  %flat = gnk.flatten %a : <2x2x2x2, nchw> to <2x8x1x1, nchw>
  gnk.softmax %flat into %vector : <2x8x1x1, nchw> into <2x8x1x1, nchw>
  %s = gnk.slice %out from 2 : <2x4x2x2, nchw> to <2x2x2x2, nchw, stride 16>
  gnk.reorder %a into %s : <2x2x2x2, nchw> into <2x2x2x2, nchw, stride 16>
  return
}

// Without being asked for a report, a copy stays and nothing is said.
// CHECK-LABEL: func.func @argument
func.func @argument(%in: !gnk.buffer<2x2x2x2, nchw>,
                    %out: !gnk.buffer<2x4x2x2, nchw>) {
  // CHECK: gnk.reorder
  %s = gnk.slice %out from 2 : <2x4x2x2, nchw> to <2x2x2x2, nchw, stride 16>
  gnk.reorder %in into %s : <2x2x2x2, nchw> into <2x2x2x2, nchw, stride 16>
  return
}

// What another kernel reads is copied into the output where that is asked for,
// as by packages in which it has another type there. What none reads is not.
// CHECK-LABEL: func.func @output
// CHECK-NOT: gnk.reorder
// COPY-LABEL: func.func @output
// COPY: %[[A:.*]] = gnk.alloc
// COPY: gnk.activation relu %{{.*}} into %[[A]]
// COPY: %[[B:.*]] = gnk.slice %{{.*}} from 2
// COPY: gnk.activation sigmoid %[[A]] into %[[B]]
// COPY: %[[S:.*]] = gnk.slice %{{.*}} from 0
// COPY: gnk.reorder %[[A]] into %[[S]]
// COPY-NOT: gnk.reorder
func.func @output(%in: !gnk.buffer<2x2x2x2, nchw>,
                  %out: !gnk.buffer<2x4x2x2, nchw>) {
  %a = gnk.alloc : <2x2x2x2, nchw>
  gnk.activation relu %in into %a : <2x2x2x2, nchw> into <2x2x2x2, nchw>
  %b = gnk.alloc : <2x2x2x2, nchw>
  gnk.activation sigmoid %a into %b : <2x2x2x2, nchw> into <2x2x2x2, nchw>
  %s = gnk.slice %out from 0 : <2x4x2x2, nchw> to <2x2x2x2, nchw, stride 16>
  gnk.reorder %a into %s : <2x2x2x2, nchw> into <2x2x2x2, nchw, stride 16>
  %t = gnk.slice %out from 2 : <2x4x2x2, nchw> to <2x2x2x2, nchw, stride 16>
  gnk.reorder %b into %t : <2x2x2x2, nchw> into <2x2x2x2, nchw, stride 16>
  return
}
