module {
  func.func @googlenet(%arg0: !gnk.buffer<1x3x224x224, nchw>, %arg1: !gnk.buffer<1x1000x1x1, nchw>) attributes {gn.input = {mean = array<f64: 1.040000e+02, 1.170000e+02, 1.230000e+02>, order = "bgr", scale = 1.000000e+00 : f64, stddev = array<f64: 1.000000e+00, 1.000000e+00, 1.000000e+00>}, gnk.arena_bytes = 4816896 : i64, gnk.memory = {arena = 4816896 : i64, live = 4816896 : i64, sum = 21806464 : i64}, gnk.packed_bytes = 58637696 : i64} {
    %0 = gn.parameter "conv1.weight" : tensor<64x3x7x7xf32>
    %1 = gn.parameter "conv1.bias" : tensor<64xf32>
    %2 = gnk.alloc at 0 : <1x64x112x112, nChw16c>
    %3 = gnk.pack %0 at 0 : tensor<64x3x7x7xf32> to tensor<64x3x7x7xf32, #gnk.packed<[1, 1, 1, 1] x 16, inputs 12, taps first, winograd [6, 6], phases [2, 2]>>
    %4 = gnk.pack %1 at 248832 : tensor<64xf32> to tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>>
    gnk.conv %arg0, %3 bias %4 into %2 strides [2, 2] padding [3, 3, 3, 3] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nchw to nChw16c, {cycles = array<i64: 3212073>, form = array<i64: 6, 6>, rows = array<i64: 1>, tile = array<i64: 19, 1>}, scratch 68688>} : <1x3x224x224, nchw>, tensor<64x3x7x7xf32, #gnk.packed<[1, 1, 1, 1] x 16, inputs 12, taps first, winograd [6, 6], phases [2, 2]>>, tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>> into <1x64x112x112, nChw16c>
    %5 = gnk.alloc at 3211264 : <1x64x56x56, nChw16c>
    gnk.pool max %2 into %5 kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0] {gnk.kernel = #gnk.kernel<"pool", {cycles = array<i64: 669013>}>} : <1x64x112x112, nChw16c> into <1x64x56x56, nChw16c>
    %6 = gnk.alloc at 0 : <1x64x56x56, nChw16c>
    gnk.lrn %5 into %6 size 5 alpha 1.000000e-04 beta 7.500000e-01 k 1.000000e+00 {gnk.kernel = #gnk.kernel<"lrn", {cycles = array<i64: 267605>}>} : <1x64x56x56, nChw16c> into <1x64x56x56, nChw16c>
    %7 = gn.parameter "conv2.conv1x1.weight" : tensor<64x64x1x1xf32>
    %8 = gn.parameter "conv2.conv1x1.bias" : tensor<64xf32>
    %9 = gnk.alloc at 2408448 : <1x64x56x56, nChw16c>
    %10 = gnk.pack %7 at 249088 : tensor<64x64x1x1xf32> to tensor<64x64x1x1xf32, #gnk.packed<[4] x 16, inputs 16>>
    %11 = gnk.pack %8 at 265472 : tensor<64xf32> to tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>>
    gnk.conv %6, %10 bias %11 into %9 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 418150>, tile = array<i64: 6, 4>}>} : <1x64x56x56, nChw16c>, tensor<64x64x1x1xf32, #gnk.packed<[4] x 16, inputs 16>>, tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>> into <1x64x56x56, nChw16c>
    %12 = gn.parameter "conv2.conv3x3.weight" : tensor<192x64x3x3xf32>
    %13 = gn.parameter "conv2.conv3x3.bias" : tensor<192xf32>
    %14 = gnk.alloc at 0 : <1x192x56x56, nChw16c>
    %15 = gnk.pack %12 at 265728 : tensor<192x64x3x3xf32> to tensor<192x64x3x3xf32, #gnk.packed<[3, 3, 3, 3] x 16, inputs 16, taps first, winograd [7, 7]>>
    %16 = gnk.pack %13 at 4247040 : tensor<192xf32> to tensor<192xf32, #gnk.packed<[12] x 16, inputs 1>>
    gnk.conv %9, %15 bias %16 into %14 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 3549158>, form = array<i64: 7, 7>, rows = array<i64: 4>, tile = array<i64: 8, 3>}, scratch 292896>} : <1x64x56x56, nChw16c>, tensor<192x64x3x3xf32, #gnk.packed<[3, 3, 3, 3] x 16, inputs 16, taps first, winograd [7, 7]>>, tensor<192xf32, #gnk.packed<[12] x 16, inputs 1>> into <1x192x56x56, nChw16c>
    %17 = gnk.alloc at 2408448 : <1x192x56x56, nChw16c>
    gnk.lrn %14 into %17 size 5 alpha 1.000000e-04 beta 7.500000e-01 k 1.000000e+00 {gnk.kernel = #gnk.kernel<"lrn", {cycles = array<i64: 802816>}>} : <1x192x56x56, nChw16c> into <1x192x56x56, nChw16c>
    %18 = gnk.alloc at 0 : <1x192x28x28, nChw16c>
    gnk.pool max %17 into %18 kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0] {gnk.kernel = #gnk.kernel<"pool", {cycles = array<i64: 501760>}>} : <1x192x56x56, nChw16c> into <1x192x28x28, nChw16c>
    %19 = gn.parameter "inception_3a.b1.weight" : tensor<64x192x1x1xf32>
    %20 = gn.parameter "inception_3a.b1.bias" : tensor<64xf32>
    %21 = gnk.alloc at 1505280 : <1x256x28x28, nChw16c>
    %22 = gnk.slice %21 from 0 : <1x256x28x28, nChw16c> to <1x64x28x28, nChw16c, stride 200704>
    %23 = gnk.pack %19 at 4247808 : tensor<64x192x1x1xf32> to tensor<64x192x1x1xf32, #gnk.packed<[4] x 16, inputs 16>>
    %24 = gnk.pack %20 at 4296960 : tensor<64xf32> to tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>>
    gnk.conv %18, %23 bias %24 into %22 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 314675>, tile = array<i64: 6, 4>}>} : <1x192x28x28, nChw16c>, tensor<64x192x1x1xf32, #gnk.packed<[4] x 16, inputs 16>>, tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>> into <1x64x28x28, nChw16c, stride 200704>
    %25 = gn.parameter "inception_3a.b2.conv1x1.weight" : tensor<96x192x1x1xf32>
    %26 = gn.parameter "inception_3a.b2.conv1x1.bias" : tensor<96xf32>
    %27 = gnk.alloc at 602112 : <1x96x28x28, nChw16c>
    %28 = gnk.pack %25 at 4297216 : tensor<96x192x1x1xf32> to tensor<96x192x1x1xf32, #gnk.packed<[3, 3] x 16, inputs 16>>
    %29 = gnk.pack %26 at 4370944 : tensor<96xf32> to tensor<96xf32, #gnk.packed<[6] x 16, inputs 1>>
    gnk.conv %18, %28 bias %29 into %27 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 472281>, tile = array<i64: 8, 3>}>} : <1x192x28x28, nChw16c>, tensor<96x192x1x1xf32, #gnk.packed<[3, 3] x 16, inputs 16>>, tensor<96xf32, #gnk.packed<[6] x 16, inputs 1>> into <1x96x28x28, nChw16c>
    %30 = gn.parameter "inception_3a.b2.conv3x3.weight" : tensor<128x96x3x3xf32>
    %31 = gn.parameter "inception_3a.b2.conv3x3.bias" : tensor<128xf32>
    %32 = gnk.slice %21 from 64 : <1x256x28x28, nChw16c> to <1x128x28x28, nChw16c, stride 200704>
    %33 = gnk.pack %30 at 4371328 : tensor<128x96x3x3xf32> to tensor<128x96x3x3xf32, #gnk.packed<[1, 1, 1, 1, 1, 1, 1, 1] x 16, inputs 16, taps first, winograd [7, 7]>>
    %34 = gnk.pack %31 at 8352640 : tensor<128xf32> to tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>>
    gnk.conv %27, %33 bias %34 into %32 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 870107>, form = array<i64: 7, 7>, rows = array<i64: 4>, tile = array<i64: 16, 1>}, scratch 22032, shared 125712>} : <1x96x28x28, nChw16c>, tensor<128x96x3x3xf32, #gnk.packed<[1, 1, 1, 1, 1, 1, 1, 1] x 16, inputs 16, taps first, winograd [7, 7]>>, tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>> into <1x128x28x28, nChw16c, stride 200704>
    %35 = gn.parameter "inception_3a.b3.conv1x1.weight" : tensor<16x192x1x1xf32>
    %36 = gn.parameter "inception_3a.b3.conv1x1.bias" : tensor<16xf32>
    %37 = gnk.alloc at 602112 : <1x16x28x28, nChw16c>
    %38 = gnk.pack %35 at 8353152 : tensor<16x192x1x1xf32> to tensor<16x192x1x1xf32, #gnk.packed<[1] x 16, inputs 16>>
    %39 = gnk.pack %36 at 8365440 : tensor<16xf32> to tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
    gnk.conv %18, %38 bias %39 into %37 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 86169>, tile = array<i64: 27, 1>}>} : <1x192x28x28, nChw16c>, tensor<16x192x1x1xf32, #gnk.packed<[1] x 16, inputs 16>>, tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>> into <1x16x28x28, nChw16c>
    %40 = gn.parameter "inception_3a.b3.conv5x5.weight" : tensor<32x16x5x5xf32>
    %41 = gn.parameter "inception_3a.b3.conv5x5.bias" : tensor<32xf32>
    %42 = gnk.slice %21 from 192 : <1x256x28x28, nChw16c> to <1x32x28x28, nChw16c, stride 200704>
    %43 = gnk.pack %40 at 8365504 : tensor<32x16x5x5xf32> to tensor<32x16x5x5xf32, #gnk.packed<[2] x 16, inputs 16, taps first, winograd [4, 4]>>
    %44 = gnk.pack %41 at 8496576 : tensor<32xf32> to tensor<32xf32, #gnk.packed<[2] x 16, inputs 1>>
    gnk.conv %37, %43 bias %44 into %42 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 141013>, form = array<i64: 4, 4>, rows = array<i64: 1>, tile = array<i64: 7, 2>}, scratch 23552>} : <1x16x28x28, nChw16c>, tensor<32x16x5x5xf32, #gnk.packed<[2] x 16, inputs 16, taps first, winograd [4, 4]>>, tensor<32xf32, #gnk.packed<[2] x 16, inputs 1>> into <1x32x28x28, nChw16c, stride 200704>
    %45 = gnk.alloc at 602112 : <1x192x28x28, nChw16c>
    gnk.pool max %18 into %45 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] {gnk.kernel = #gnk.kernel<"pool", {cycles = array<i64: 200704>}>} : <1x192x28x28, nChw16c> into <1x192x28x28, nChw16c>
    %46 = gn.parameter "inception_3a.b4.conv1x1.weight" : tensor<32x192x1x1xf32>
    %47 = gn.parameter "inception_3a.b4.conv1x1.bias" : tensor<32xf32>
    %48 = gnk.slice %21 from 224 : <1x256x28x28, nChw16c> to <1x32x28x28, nChw16c, stride 200704>
    %49 = gnk.pack %46 at 8496704 : tensor<32x192x1x1xf32> to tensor<32x192x1x1xf32, #gnk.packed<[2] x 16, inputs 16>>
    %50 = gnk.pack %47 at 8521280 : tensor<32xf32> to tensor<32xf32, #gnk.packed<[2] x 16, inputs 1>>
    gnk.conv %45, %49 bias %50 into %48 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 159283>, tile = array<i64: 13, 2>}>} : <1x192x28x28, nChw16c>, tensor<32x192x1x1xf32, #gnk.packed<[2] x 16, inputs 16>>, tensor<32xf32, #gnk.packed<[2] x 16, inputs 1>> into <1x32x28x28, nChw16c, stride 200704>
    %51 = gn.parameter "inception_3b.b1.weight" : tensor<128x256x1x1xf32>
    %52 = gn.parameter "inception_3b.b1.bias" : tensor<128xf32>
    %53 = gnk.alloc at 0 : <1x480x28x28, nChw16c>
    %54 = gnk.slice %53 from 0 : <1x480x28x28, nChw16c> to <1x128x28x28, nChw16c, stride 376320>
    %55 = gnk.pack %51 at 8521408 : tensor<128x256x1x1xf32> to tensor<128x256x1x1xf32, #gnk.packed<[4, 4] x 16, inputs 16>>
    %56 = gnk.pack %52 at 8652480 : tensor<128xf32> to tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>>
    gnk.conv %21, %55 bias %56 into %54 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 839133>, tile = array<i64: 6, 4>}>} : <1x256x28x28, nChw16c>, tensor<128x256x1x1xf32, #gnk.packed<[4, 4] x 16, inputs 16>>, tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>> into <1x128x28x28, nChw16c, stride 376320>
    %57 = gn.parameter "inception_3b.b2.conv1x1.weight" : tensor<128x256x1x1xf32>
    %58 = gn.parameter "inception_3b.b2.conv1x1.bias" : tensor<128xf32>
    %59 = gnk.alloc at 2308096 : <1x128x28x28, nChw16c>
    %60 = gnk.pack %57 at 8652992 : tensor<128x256x1x1xf32> to tensor<128x256x1x1xf32, #gnk.packed<[4, 4] x 16, inputs 16>>
    %61 = gnk.pack %58 at 8784064 : tensor<128xf32> to tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>>
    gnk.conv %21, %60 bias %61 into %59 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 839133>, tile = array<i64: 6, 4>}>} : <1x256x28x28, nChw16c>, tensor<128x256x1x1xf32, #gnk.packed<[4, 4] x 16, inputs 16>>, tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>> into <1x128x28x28, nChw16c>
    %62 = gn.parameter "inception_3b.b2.conv3x3.weight" : tensor<192x128x3x3xf32>
    %63 = gn.parameter "inception_3b.b2.conv3x3.bias" : tensor<192xf32>
    %64 = gnk.slice %53 from 128 : <1x480x28x28, nChw16c> to <1x192x28x28, nChw16c, stride 376320>
    %65 = gnk.pack %62 at 8784576 : tensor<192x128x3x3xf32> to tensor<192x128x3x3xf32, #gnk.packed<[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] x 16, inputs 16, taps first, winograd [7, 7]>>
    %66 = gnk.pack %63 at 16747200 : tensor<192xf32> to tensor<192xf32, #gnk.packed<[12] x 16, inputs 1>>
    gnk.conv %59, %65 bias %66 into %64 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 1622680>, form = array<i64: 7, 7>, rows = array<i64: 4>, tile = array<i64: 16, 1>}, scratch 22032, shared 167184>} : <1x128x28x28, nChw16c>, tensor<192x128x3x3xf32, #gnk.packed<[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] x 16, inputs 16, taps first, winograd [7, 7]>>, tensor<192xf32, #gnk.packed<[12] x 16, inputs 1>> into <1x192x28x28, nChw16c, stride 376320>
    %67 = gn.parameter "inception_3b.b3.conv1x1.weight" : tensor<32x256x1x1xf32>
    %68 = gn.parameter "inception_3b.b3.conv1x1.bias" : tensor<32xf32>
    %69 = gnk.alloc at 2308096 : <1x32x28x28, nChw16c>
    %70 = gnk.pack %67 at 16747968 : tensor<32x256x1x1xf32> to tensor<32x256x1x1xf32, #gnk.packed<[2] x 16, inputs 16>>
    %71 = gnk.pack %68 at 16780736 : tensor<32xf32> to tensor<32xf32, #gnk.packed<[2] x 16, inputs 1>>
    gnk.conv %21, %70 bias %71 into %69 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 212377>, tile = array<i64: 13, 2>}>} : <1x256x28x28, nChw16c>, tensor<32x256x1x1xf32, #gnk.packed<[2] x 16, inputs 16>>, tensor<32xf32, #gnk.packed<[2] x 16, inputs 1>> into <1x32x28x28, nChw16c>
    %72 = gn.parameter "inception_3b.b3.conv5x5.weight" : tensor<96x32x5x5xf32>
    %73 = gn.parameter "inception_3b.b3.conv5x5.bias" : tensor<96xf32>
    %74 = gnk.slice %53 from 320 : <1x480x28x28, nChw16c> to <1x96x28x28, nChw16c, stride 376320>
    %75 = gnk.pack %72 at 16780864 : tensor<96x32x5x5xf32> to tensor<96x32x5x5xf32, #gnk.packed<[1, 1, 1, 1, 1, 1] x 16, inputs 16, taps first, winograd [4, 4]>>
    %76 = gnk.pack %73 at 17567296 : tensor<96xf32> to tensor<96xf32, #gnk.packed<[6] x 16, inputs 1>>
    gnk.conv %69, %75 bias %76 into %74 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 600382>, form = array<i64: 4, 4>, rows = array<i64: 7>, tile = array<i64: 27, 1>}, scratch 51200, shared 101376>} : <1x32x28x28, nChw16c>, tensor<96x32x5x5xf32, #gnk.packed<[1, 1, 1, 1, 1, 1] x 16, inputs 16, taps first, winograd [4, 4]>>, tensor<96xf32, #gnk.packed<[6] x 16, inputs 1>> into <1x96x28x28, nChw16c, stride 376320>
    %77 = gnk.alloc at 2308096 : <1x256x28x28, nChw16c>
    gnk.pool max %21 into %77 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] {gnk.kernel = #gnk.kernel<"pool", {cycles = array<i64: 267605>}>} : <1x256x28x28, nChw16c> into <1x256x28x28, nChw16c>
    %78 = gn.parameter "inception_3b.b4.conv1x1.weight" : tensor<64x256x1x1xf32>
    %79 = gn.parameter "inception_3b.b4.conv1x1.bias" : tensor<64xf32>
    %80 = gnk.slice %53 from 416 : <1x480x28x28, nChw16c> to <1x64x28x28, nChw16c, stride 376320>
    %81 = gnk.pack %78 at 17567680 : tensor<64x256x1x1xf32> to tensor<64x256x1x1xf32, #gnk.packed<[4] x 16, inputs 16>>
    %82 = gnk.pack %79 at 17633216 : tensor<64xf32> to tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>>
    gnk.conv %77, %81 bias %82 into %80 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 419566>, tile = array<i64: 6, 4>}>} : <1x256x28x28, nChw16c>, tensor<64x256x1x1xf32, #gnk.packed<[4] x 16, inputs 16>>, tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>> into <1x64x28x28, nChw16c, stride 376320>
    %83 = gnk.alloc at 1505280 : <1x480x14x14, nChw16c>
    gnk.pool max %53 into %83 kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0] {gnk.kernel = #gnk.kernel<"pool", {cycles = array<i64: 313600>}>} : <1x480x28x28, nChw16c> into <1x480x14x14, nChw16c>
    %84 = gn.parameter "inception_4a.b1.weight" : tensor<192x480x1x1xf32>
    %85 = gn.parameter "inception_4a.b1.bias" : tensor<192xf32>
    %86 = gnk.alloc at 0 : <1x512x14x14, nChw16c>
    %87 = gnk.slice %86 from 0 : <1x512x14x14, nChw16c> to <1x192x14x14, nChw16c, stride 100352>
    %88 = gnk.pack %84 at 17633472 : tensor<192x480x1x1xf32> to tensor<192x480x1x1xf32, #gnk.packed<[3, 3, 3, 3] x 16, inputs 16>>
    %89 = gnk.pack %85 at 18002112 : tensor<192xf32> to tensor<192xf32, #gnk.packed<[12] x 16, inputs 1>>
    gnk.conv %83, %88 bias %89 into %87 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 591360>, tile = array<i64: 7, 3>}>} : <1x480x14x14, nChw16c>, tensor<192x480x1x1xf32, #gnk.packed<[3, 3, 3, 3] x 16, inputs 16>>, tensor<192xf32, #gnk.packed<[12] x 16, inputs 1>> into <1x192x14x14, nChw16c, stride 100352>
    %90 = gn.parameter "inception_4a.b2.conv1x1.weight" : tensor<96x480x1x1xf32>
    %91 = gn.parameter "inception_4a.b2.conv1x1.bias" : tensor<96xf32>
    %92 = gnk.alloc at 401408 : <1x96x14x14, nChw16c>
    %93 = gnk.pack %90 at 18002880 : tensor<96x480x1x1xf32> to tensor<96x480x1x1xf32, #gnk.packed<[3, 3] x 16, inputs 16>>
    %94 = gnk.pack %91 at 18187200 : tensor<96xf32> to tensor<96xf32, #gnk.packed<[6] x 16, inputs 1>>
    gnk.conv %83, %93 bias %94 into %92 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 295680>, tile = array<i64: 7, 3>}>} : <1x480x14x14, nChw16c>, tensor<96x480x1x1xf32, #gnk.packed<[3, 3] x 16, inputs 16>>, tensor<96xf32, #gnk.packed<[6] x 16, inputs 1>> into <1x96x14x14, nChw16c>
    %95 = gn.parameter "inception_4a.b2.conv3x3.weight" : tensor<208x96x3x3xf32>
    %96 = gn.parameter "inception_4a.b2.conv3x3.bias" : tensor<208xf32>
    %97 = gnk.slice %86 from 192 : <1x512x14x14, nChw16c> to <1x208x14x14, nChw16c, stride 100352>
    %98 = gnk.pack %95 at 18187584 : tensor<208x96x3x3xf32> to tensor<208x96x3x3xf32, #gnk.packed<[2, 2, 2, 2, 2, 2, 1] x 16, inputs 16, taps first, winograd [3, 3]>>
    %99 = gnk.pack %96 at 20184384 : tensor<208xf32> to tensor<208xf32, #gnk.packed<[13] x 16, inputs 1>>
    gnk.conv %92, %98 bias %99 into %97 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 500628>, form = array<i64: 3, 3>, rows = array<i64: 5>, tile = array<i64: 13, 2>}, scratch 20400, shared 60400>} : <1x96x14x14, nChw16c>, tensor<208x96x3x3xf32, #gnk.packed<[2, 2, 2, 2, 2, 2, 1] x 16, inputs 16, taps first, winograd [3, 3]>>, tensor<208xf32, #gnk.packed<[13] x 16, inputs 1>> into <1x208x14x14, nChw16c, stride 100352>
    %100 = gn.parameter "inception_4a.b3.conv1x1.weight" : tensor<16x480x1x1xf32>
    %101 = gn.parameter "inception_4a.b3.conv1x1.bias" : tensor<16xf32>
    %102 = gnk.alloc at 401408 : <1x16x14x14, nChw16c>
    %103 = gnk.pack %100 at 20185216 : tensor<16x480x1x1xf32> to tensor<16x480x1x1xf32, #gnk.packed<[1] x 16, inputs 16>>
    %104 = gnk.pack %101 at 20215936 : tensor<16xf32> to tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
    gnk.conv %83, %103 bias %104 into %102 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 53856>, tile = array<i64: 27, 1>}>} : <1x480x14x14, nChw16c>, tensor<16x480x1x1xf32, #gnk.packed<[1] x 16, inputs 16>>, tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>> into <1x16x14x14, nChw16c>
    %105 = gn.parameter "inception_4a.b3.conv5x5.weight" : tensor<48x16x5x5xf32>
    %106 = gn.parameter "inception_4a.b3.conv5x5.bias" : tensor<48xf32>
    %107 = gnk.slice %86 from 400 : <1x512x14x14, nChw16c> to <1x48x14x14, nChw16c, stride 100352>
    %108 = gnk.pack %105 at 20216000 : tensor<48x16x5x5xf32> to tensor<48x16x5x5xf32, #gnk.packed<[1, 1, 1] x 16, inputs 16, taps first, winograd [4, 4]>>
    %109 = gnk.pack %106 at 20412608 : tensor<48xf32> to tensor<48xf32, #gnk.packed<[3] x 16, inputs 1>>
    gnk.conv %102, %108 bias %109 into %107 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 70496>, form = array<i64: 4, 4>, rows = array<i64: 2>, tile = array<i64: 8, 1>}, scratch 18432>} : <1x16x14x14, nChw16c>, tensor<48x16x5x5xf32, #gnk.packed<[1, 1, 1] x 16, inputs 16, taps first, winograd [4, 4]>>, tensor<48xf32, #gnk.packed<[3] x 16, inputs 1>> into <1x48x14x14, nChw16c, stride 100352>
    %110 = gnk.alloc at 401408 : <1x480x14x14, nChw16c>
    gnk.pool max %83 into %110 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] {gnk.kernel = #gnk.kernel<"pool", {cycles = array<i64: 125440>}>} : <1x480x14x14, nChw16c> into <1x480x14x14, nChw16c>
    %111 = gn.parameter "inception_4a.b4.conv1x1.weight" : tensor<64x480x1x1xf32>
    %112 = gn.parameter "inception_4a.b4.conv1x1.bias" : tensor<64xf32>
    %113 = gnk.slice %86 from 448 : <1x512x14x14, nChw16c> to <1x64x14x14, nChw16c, stride 100352>
    %114 = gnk.pack %111 at 20412800 : tensor<64x480x1x1xf32> to tensor<64x480x1x1xf32, #gnk.packed<[2, 2] x 16, inputs 16>>
    %115 = gnk.pack %112 at 20535680 : tensor<64xf32> to tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>>
    gnk.conv %110, %114 bias %115 into %113 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 199104>, tile = array<i64: 13, 2>}>} : <1x480x14x14, nChw16c>, tensor<64x480x1x1xf32, #gnk.packed<[2, 2] x 16, inputs 16>>, tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>> into <1x64x14x14, nChw16c, stride 100352>
    %116 = gn.parameter "inception_4b.b1.weight" : tensor<160x512x1x1xf32>
    %117 = gn.parameter "inception_4b.b1.bias" : tensor<160xf32>
    %118 = gnk.alloc at 401408 : <1x512x14x14, nChw16c>
    %119 = gnk.slice %118 from 0 : <1x512x14x14, nChw16c> to <1x160x14x14, nChw16c, stride 100352>
    %120 = gnk.pack %116 at 20535936 : tensor<160x512x1x1xf32> to tensor<160x512x1x1xf32, #gnk.packed<[3, 3, 2, 2] x 16, inputs 16>>
    %121 = gnk.pack %117 at 20863616 : tensor<160xf32> to tensor<160xf32, #gnk.packed<[10] x 16, inputs 1>>
    gnk.conv %86, %120 bias %121 into %119 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 528998>, tile = array<i64: 8, 3>}>} : <1x512x14x14, nChw16c>, tensor<160x512x1x1xf32, #gnk.packed<[3, 3, 2, 2] x 16, inputs 16>>, tensor<160xf32, #gnk.packed<[10] x 16, inputs 1>> into <1x160x14x14, nChw16c, stride 100352>
    %122 = gn.parameter "inception_4b.b2.conv1x1.weight" : tensor<112x512x1x1xf32>
    %123 = gn.parameter "inception_4b.b2.conv1x1.bias" : tensor<112xf32>
    %124 = gnk.alloc at 802816 : <1x112x14x14, nChw16c>
    %125 = gnk.pack %122 at 20864256 : tensor<112x512x1x1xf32> to tensor<112x512x1x1xf32, #gnk.packed<[3, 2, 2] x 16, inputs 16>>
    %126 = gnk.pack %123 at 21093632 : tensor<112xf32> to tensor<112xf32, #gnk.packed<[7] x 16, inputs 1>>
    gnk.conv %86, %125 bias %126 into %124 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 371302>, tile = array<i64: 8, 3>}>} : <1x512x14x14, nChw16c>, tensor<112x512x1x1xf32, #gnk.packed<[3, 2, 2] x 16, inputs 16>>, tensor<112xf32, #gnk.packed<[7] x 16, inputs 1>> into <1x112x14x14, nChw16c>
    %127 = gn.parameter "inception_4b.b2.conv3x3.weight" : tensor<224x112x3x3xf32>
    %128 = gn.parameter "inception_4b.b2.conv3x3.bias" : tensor<224xf32>
    %129 = gnk.slice %118 from 160 : <1x512x14x14, nChw16c> to <1x224x14x14, nChw16c, stride 100352>
    %130 = gnk.pack %127 at 21094080 : tensor<224x112x3x3xf32> to tensor<224x112x3x3xf32, #gnk.packed<[2, 2, 2, 2, 2, 2, 2] x 16, inputs 16, taps first, winograd [3, 3]>>
    %131 = gnk.pack %128 at 23602880 : tensor<224xf32> to tensor<224xf32, #gnk.packed<[14] x 16, inputs 1>>
    gnk.conv %124, %130 bias %131 into %129 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 614050>, form = array<i64: 3, 3>, rows = array<i64: 5>, tile = array<i64: 13, 2>}, scratch 20400, shared 70400>} : <1x112x14x14, nChw16c>, tensor<224x112x3x3xf32, #gnk.packed<[2, 2, 2, 2, 2, 2, 2] x 16, inputs 16, taps first, winograd [3, 3]>>, tensor<224xf32, #gnk.packed<[14] x 16, inputs 1>> into <1x224x14x14, nChw16c, stride 100352>
    %132 = gn.parameter "inception_4b.b3.conv1x1.weight" : tensor<24x512x1x1xf32>
    %133 = gn.parameter "inception_4b.b3.conv1x1.bias" : tensor<24xf32>
    %134 = gnk.alloc at 802816 : <1x24x14x14, nChw16c>
    %135 = gnk.pack %132 at 23603776 : tensor<24x512x1x1xf32> to tensor<24x512x1x1xf32, #gnk.packed<[2] x 16, inputs 16>>
    %136 = gnk.pack %133 at 23669312 : tensor<24xf32> to tensor<24xf32, #gnk.packed<[2] x 16, inputs 1>>
    gnk.conv %86, %135 bias %136 into %134 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 106188>, tile = array<i64: 13, 2>}>} : <1x512x14x14, nChw16c>, tensor<24x512x1x1xf32, #gnk.packed<[2] x 16, inputs 16>>, tensor<24xf32, #gnk.packed<[2] x 16, inputs 1>> into <1x24x14x14, nChw16c>
    %137 = gn.parameter "inception_4b.b3.conv5x5.weight" : tensor<64x24x5x5xf32>
    %138 = gn.parameter "inception_4b.b3.conv5x5.bias" : tensor<64xf32>
    %139 = gnk.slice %118 from 384 : <1x512x14x14, nChw16c> to <1x64x14x14, nChw16c, stride 100352>
    %140 = gnk.pack %137 at 23669440 : tensor<64x24x5x5xf32> to tensor<64x24x5x5xf32, #gnk.packed<[2, 2] x 16, inputs 16, taps first, winograd [4, 4]>>
    %141 = gnk.pack %138 at 24193728 : tensor<64xf32> to tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>>
    gnk.conv %134, %140 bias %141 into %139 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 143829>, form = array<i64: 4, 4>, rows = array<i64: 1>, tile = array<i64: 4, 2>}, scratch 18432>} : <1x24x14x14, nChw16c>, tensor<64x24x5x5xf32, #gnk.packed<[2, 2] x 16, inputs 16, taps first, winograd [4, 4]>>, tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>> into <1x64x14x14, nChw16c, stride 100352>
    %142 = gnk.alloc at 802816 : <1x512x14x14, nChw16c>
    gnk.pool max %86 into %142 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] {gnk.kernel = #gnk.kernel<"pool", {cycles = array<i64: 133802>}>} : <1x512x14x14, nChw16c> into <1x512x14x14, nChw16c>
    %143 = gn.parameter "inception_4b.b4.conv1x1.weight" : tensor<64x512x1x1xf32>
    %144 = gn.parameter "inception_4b.b4.conv1x1.bias" : tensor<64xf32>
    %145 = gnk.slice %118 from 448 : <1x512x14x14, nChw16c> to <1x64x14x14, nChw16c, stride 100352>
    %146 = gnk.pack %143 at 24193984 : tensor<64x512x1x1xf32> to tensor<64x512x1x1xf32, #gnk.packed<[2, 2] x 16, inputs 16>>
    %147 = gnk.pack %144 at 24325056 : tensor<64xf32> to tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>>
    gnk.conv %142, %146 bias %147 into %145 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 212377>, tile = array<i64: 13, 2>}>} : <1x512x14x14, nChw16c>, tensor<64x512x1x1xf32, #gnk.packed<[2, 2] x 16, inputs 16>>, tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>> into <1x64x14x14, nChw16c, stride 100352>
    %148 = gn.parameter "inception_4c.b1.weight" : tensor<128x512x1x1xf32>
    %149 = gn.parameter "inception_4c.b1.bias" : tensor<128xf32>
    %150 = gnk.alloc at 0 : <1x512x14x14, nChw16c>
    %151 = gnk.slice %150 from 0 : <1x512x14x14, nChw16c> to <1x128x14x14, nChw16c, stride 100352>
    %152 = gnk.pack %148 at 24325312 : tensor<128x512x1x1xf32> to tensor<128x512x1x1xf32, #gnk.packed<[3, 3, 2] x 16, inputs 16>>
    %153 = gnk.pack %149 at 24587456 : tensor<128xf32> to tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>>
    gnk.conv %118, %152 bias %153 into %151 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 422195>, tile = array<i64: 8, 3>}>} : <1x512x14x14, nChw16c>, tensor<128x512x1x1xf32, #gnk.packed<[3, 3, 2] x 16, inputs 16>>, tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>> into <1x128x14x14, nChw16c, stride 100352>
    %154 = gn.parameter "inception_4c.b2.conv1x1.weight" : tensor<128x512x1x1xf32>
    %155 = gn.parameter "inception_4c.b2.conv1x1.bias" : tensor<128xf32>
    %156 = gnk.alloc at 802816 : <1x128x14x14, nChw16c>
    %157 = gnk.pack %154 at 24587968 : tensor<128x512x1x1xf32> to tensor<128x512x1x1xf32, #gnk.packed<[3, 3, 2] x 16, inputs 16>>
    %158 = gnk.pack %155 at 24850112 : tensor<128xf32> to tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>>
    gnk.conv %118, %157 bias %158 into %156 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 422195>, tile = array<i64: 8, 3>}>} : <1x512x14x14, nChw16c>, tensor<128x512x1x1xf32, #gnk.packed<[3, 3, 2] x 16, inputs 16>>, tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>> into <1x128x14x14, nChw16c>
    %159 = gn.parameter "inception_4c.b2.conv3x3.weight" : tensor<256x128x3x3xf32>
    %160 = gn.parameter "inception_4c.b2.conv3x3.bias" : tensor<256xf32>
    %161 = gnk.slice %150 from 128 : <1x512x14x14, nChw16c> to <1x256x14x14, nChw16c, stride 100352>
    %162 = gnk.pack %159 at 24850624 : tensor<256x128x3x3xf32> to tensor<256x128x3x3xf32, #gnk.packed<[2, 2, 2, 2, 2, 2, 2, 2] x 16, inputs 16, taps first, winograd [3, 3]>>
    %163 = gnk.pack %160 at 28127424 : tensor<256xf32> to tensor<256xf32, #gnk.packed<[16] x 16, inputs 1>>
    gnk.conv %156, %162 bias %163 into %161 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 790412>, form = array<i64: 3, 3>, rows = array<i64: 5>, tile = array<i64: 13, 2>}, scratch 20400, shared 80400>} : <1x128x14x14, nChw16c>, tensor<256x128x3x3xf32, #gnk.packed<[2, 2, 2, 2, 2, 2, 2, 2] x 16, inputs 16, taps first, winograd [3, 3]>>, tensor<256xf32, #gnk.packed<[16] x 16, inputs 1>> into <1x256x14x14, nChw16c, stride 100352>
    %164 = gn.parameter "inception_4c.b3.conv1x1.weight" : tensor<24x512x1x1xf32>
    %165 = gn.parameter "inception_4c.b3.conv1x1.bias" : tensor<24xf32>
    %166 = gnk.alloc at 802816 : <1x24x14x14, nChw16c>
    %167 = gnk.pack %164 at 28128448 : tensor<24x512x1x1xf32> to tensor<24x512x1x1xf32, #gnk.packed<[2] x 16, inputs 16>>
    %168 = gnk.pack %165 at 28193984 : tensor<24xf32> to tensor<24xf32, #gnk.packed<[2] x 16, inputs 1>>
    gnk.conv %118, %167 bias %168 into %166 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 106188>, tile = array<i64: 13, 2>}>} : <1x512x14x14, nChw16c>, tensor<24x512x1x1xf32, #gnk.packed<[2] x 16, inputs 16>>, tensor<24xf32, #gnk.packed<[2] x 16, inputs 1>> into <1x24x14x14, nChw16c>
    %169 = gn.parameter "inception_4c.b3.conv5x5.weight" : tensor<64x24x5x5xf32>
    %170 = gn.parameter "inception_4c.b3.conv5x5.bias" : tensor<64xf32>
    %171 = gnk.slice %150 from 384 : <1x512x14x14, nChw16c> to <1x64x14x14, nChw16c, stride 100352>
    %172 = gnk.pack %169 at 28194112 : tensor<64x24x5x5xf32> to tensor<64x24x5x5xf32, #gnk.packed<[2, 2] x 16, inputs 16, taps first, winograd [4, 4]>>
    %173 = gnk.pack %170 at 28718400 : tensor<64xf32> to tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>>
    gnk.conv %166, %172 bias %173 into %171 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 143829>, form = array<i64: 4, 4>, rows = array<i64: 1>, tile = array<i64: 4, 2>}, scratch 18432>} : <1x24x14x14, nChw16c>, tensor<64x24x5x5xf32, #gnk.packed<[2, 2] x 16, inputs 16, taps first, winograd [4, 4]>>, tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>> into <1x64x14x14, nChw16c, stride 100352>
    %174 = gnk.alloc at 802816 : <1x512x14x14, nChw16c>
    gnk.pool max %118 into %174 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] {gnk.kernel = #gnk.kernel<"pool", {cycles = array<i64: 133802>}>} : <1x512x14x14, nChw16c> into <1x512x14x14, nChw16c>
    %175 = gn.parameter "inception_4c.b4.conv1x1.weight" : tensor<64x512x1x1xf32>
    %176 = gn.parameter "inception_4c.b4.conv1x1.bias" : tensor<64xf32>
    %177 = gnk.slice %150 from 448 : <1x512x14x14, nChw16c> to <1x64x14x14, nChw16c, stride 100352>
    %178 = gnk.pack %175 at 28718656 : tensor<64x512x1x1xf32> to tensor<64x512x1x1xf32, #gnk.packed<[2, 2] x 16, inputs 16>>
    %179 = gnk.pack %176 at 28849728 : tensor<64xf32> to tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>>
    gnk.conv %174, %178 bias %179 into %177 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 212377>, tile = array<i64: 13, 2>}>} : <1x512x14x14, nChw16c>, tensor<64x512x1x1xf32, #gnk.packed<[2, 2] x 16, inputs 16>>, tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>> into <1x64x14x14, nChw16c, stride 100352>
    %180 = gn.parameter "inception_4d.b1.weight" : tensor<112x512x1x1xf32>
    %181 = gn.parameter "inception_4d.b1.bias" : tensor<112xf32>
    %182 = gnk.alloc at 652288 : <1x528x14x14, nChw16c>
    %183 = gnk.slice %182 from 0 : <1x528x14x14, nChw16c> to <1x112x14x14, nChw16c, stride 103488>
    %184 = gnk.pack %180 at 28849984 : tensor<112x512x1x1xf32> to tensor<112x512x1x1xf32, #gnk.packed<[3, 2, 2] x 16, inputs 16>>
    %185 = gnk.pack %181 at 29079360 : tensor<112xf32> to tensor<112xf32, #gnk.packed<[7] x 16, inputs 1>>
    gnk.conv %150, %184 bias %185 into %183 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 371302>, tile = array<i64: 8, 3>}>} : <1x512x14x14, nChw16c>, tensor<112x512x1x1xf32, #gnk.packed<[3, 2, 2] x 16, inputs 16>>, tensor<112xf32, #gnk.packed<[7] x 16, inputs 1>> into <1x112x14x14, nChw16c, stride 103488>
    %186 = gn.parameter "inception_4d.b2.conv1x1.weight" : tensor<144x512x1x1xf32>
    %187 = gn.parameter "inception_4d.b2.conv1x1.bias" : tensor<144xf32>
    %188 = gnk.alloc at 401408 : <1x144x14x14, nChw16c>
    %189 = gnk.pack %186 at 29079808 : tensor<144x512x1x1xf32> to tensor<144x512x1x1xf32, #gnk.packed<[3, 3, 3] x 16, inputs 16>>
    %190 = gnk.pack %187 at 29374720 : tensor<144xf32> to tensor<144xf32, #gnk.packed<[9] x 16, inputs 1>>
    gnk.conv %150, %189 bias %190 into %188 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 473088>, tile = array<i64: 7, 3>}>} : <1x512x14x14, nChw16c>, tensor<144x512x1x1xf32, #gnk.packed<[3, 3, 3] x 16, inputs 16>>, tensor<144xf32, #gnk.packed<[9] x 16, inputs 1>> into <1x144x14x14, nChw16c>
    %191 = gn.parameter "inception_4d.b2.conv3x3.weight" : tensor<288x144x3x3xf32>
    %192 = gn.parameter "inception_4d.b2.conv3x3.bias" : tensor<288xf32>
    %193 = gnk.slice %182 from 112 : <1x528x14x14, nChw16c> to <1x288x14x14, nChw16c, stride 103488>
    %194 = gnk.pack %191 at 29375296 : tensor<288x144x3x3xf32> to tensor<288x144x3x3xf32, #gnk.packed<[2, 2, 2, 2, 2, 2, 2, 2, 2] x 16, inputs 16, taps first, winograd [3, 3]>>
    %195 = gnk.pack %192 at 33522496 : tensor<288xf32> to tensor<288xf32, #gnk.packed<[18] x 16, inputs 1>>
    gnk.conv %188, %194 bias %195 into %193 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 989533>, form = array<i64: 3, 3>, rows = array<i64: 5>, tile = array<i64: 13, 2>}, scratch 20400, shared 90400>} : <1x144x14x14, nChw16c>, tensor<288x144x3x3xf32, #gnk.packed<[2, 2, 2, 2, 2, 2, 2, 2, 2] x 16, inputs 16, taps first, winograd [3, 3]>>, tensor<288xf32, #gnk.packed<[18] x 16, inputs 1>> into <1x288x14x14, nChw16c, stride 103488>
    %196 = gn.parameter "inception_4d.b3.conv1x1.weight" : tensor<32x512x1x1xf32>
    %197 = gn.parameter "inception_4d.b3.conv1x1.bias" : tensor<32xf32>
    %198 = gnk.alloc at 401408 : <1x32x14x14, nChw16c>
    %199 = gnk.pack %196 at 33523648 : tensor<32x512x1x1xf32> to tensor<32x512x1x1xf32, #gnk.packed<[2] x 16, inputs 16>>
    %200 = gnk.pack %197 at 33589184 : tensor<32xf32> to tensor<32xf32, #gnk.packed<[2] x 16, inputs 1>>
    gnk.conv %150, %199 bias %200 into %198 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 106188>, tile = array<i64: 13, 2>}>} : <1x512x14x14, nChw16c>, tensor<32x512x1x1xf32, #gnk.packed<[2] x 16, inputs 16>>, tensor<32xf32, #gnk.packed<[2] x 16, inputs 1>> into <1x32x14x14, nChw16c>
    %201 = gn.parameter "inception_4d.b3.conv5x5.weight" : tensor<64x32x5x5xf32>
    %202 = gn.parameter "inception_4d.b3.conv5x5.bias" : tensor<64xf32>
    %203 = gnk.slice %182 from 400 : <1x528x14x14, nChw16c> to <1x64x14x14, nChw16c, stride 103488>
    %204 = gnk.pack %201 at 33589312 : tensor<64x32x5x5xf32> to tensor<64x32x5x5xf32, #gnk.packed<[2, 2] x 16, inputs 16, taps first, winograd [4, 4]>>
    %205 = gnk.pack %202 at 34113600 : tensor<64xf32> to tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>>
    gnk.conv %198, %204 bias %205 into %203 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 143829>, form = array<i64: 4, 4>, rows = array<i64: 1>, tile = array<i64: 4, 2>}, scratch 18432>} : <1x32x14x14, nChw16c>, tensor<64x32x5x5xf32, #gnk.packed<[2, 2] x 16, inputs 16, taps first, winograd [4, 4]>>, tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>> into <1x64x14x14, nChw16c, stride 103488>
    %206 = gnk.alloc at 1066240 : <1x512x14x14, nChw16c>
    gnk.pool max %150 into %206 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] {gnk.kernel = #gnk.kernel<"pool", {cycles = array<i64: 133802>}>} : <1x512x14x14, nChw16c> into <1x512x14x14, nChw16c>
    %207 = gn.parameter "inception_4d.b4.conv1x1.weight" : tensor<64x512x1x1xf32>
    %208 = gn.parameter "inception_4d.b4.conv1x1.bias" : tensor<64xf32>
    %209 = gnk.slice %182 from 464 : <1x528x14x14, nChw16c> to <1x64x14x14, nChw16c, stride 103488>
    %210 = gnk.pack %207 at 34113856 : tensor<64x512x1x1xf32> to tensor<64x512x1x1xf32, #gnk.packed<[2, 2] x 16, inputs 16>>
    %211 = gnk.pack %208 at 34244928 : tensor<64xf32> to tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>>
    gnk.conv %206, %210 bias %211 into %209 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 212377>, tile = array<i64: 13, 2>}>} : <1x512x14x14, nChw16c>, tensor<64x512x1x1xf32, #gnk.packed<[2, 2] x 16, inputs 16>>, tensor<64xf32, #gnk.packed<[4] x 16, inputs 1>> into <1x64x14x14, nChw16c, stride 103488>
    %212 = gn.parameter "inception_4e.b1.weight" : tensor<256x528x1x1xf32>
    %213 = gn.parameter "inception_4e.b1.bias" : tensor<256xf32>
    %214 = gnk.alloc at 0 : <1x832x14x14, nChw16c>
    %215 = gnk.slice %214 from 0 : <1x832x14x14, nChw16c> to <1x256x14x14, nChw16c, stride 163072>
    %216 = gnk.pack %212 at 34245184 : tensor<256x528x1x1xf32> to tensor<256x528x1x1xf32, #gnk.packed<[3, 3, 3, 3, 2, 2] x 16, inputs 16>>
    %217 = gnk.pack %213 at 34785856 : tensor<256xf32> to tensor<256xf32, #gnk.packed<[16] x 16, inputs 1>>
    gnk.conv %182, %216 bias %217 into %215 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 870777>, tile = array<i64: 8, 3>}>} : <1x528x14x14, nChw16c>, tensor<256x528x1x1xf32, #gnk.packed<[3, 3, 3, 3, 2, 2] x 16, inputs 16>>, tensor<256xf32, #gnk.packed<[16] x 16, inputs 1>> into <1x256x14x14, nChw16c, stride 163072>
    %218 = gn.parameter "inception_4e.b2.conv1x1.weight" : tensor<160x528x1x1xf32>
    %219 = gn.parameter "inception_4e.b2.conv1x1.bias" : tensor<160xf32>
    %220 = gnk.alloc at 1066240 : <1x160x14x14, nChw16c>
    %221 = gnk.pack %218 at 34786880 : tensor<160x528x1x1xf32> to tensor<160x528x1x1xf32, #gnk.packed<[3, 3, 2, 2] x 16, inputs 16>>
    %222 = gnk.pack %219 at 35124800 : tensor<160xf32> to tensor<160xf32, #gnk.packed<[10] x 16, inputs 1>>
    gnk.conv %182, %221 bias %222 into %220 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 545529>, tile = array<i64: 8, 3>}>} : <1x528x14x14, nChw16c>, tensor<160x528x1x1xf32, #gnk.packed<[3, 3, 2, 2] x 16, inputs 16>>, tensor<160xf32, #gnk.packed<[10] x 16, inputs 1>> into <1x160x14x14, nChw16c>
    %223 = gn.parameter "inception_4e.b2.conv3x3.weight" : tensor<320x160x3x3xf32>
    %224 = gn.parameter "inception_4e.b2.conv3x3.bias" : tensor<320xf32>
    %225 = gnk.slice %214 from 256 : <1x832x14x14, nChw16c> to <1x320x14x14, nChw16c, stride 163072>
    %226 = gnk.pack %223 at 35125440 : tensor<320x160x3x3xf32> to tensor<320x160x3x3xf32, #gnk.packed<[2, 2, 2, 2, 2, 2, 2, 2, 2, 2] x 16, inputs 16, taps first, winograd [3, 3]>>
    %227 = gnk.pack %224 at 40245440 : tensor<320xf32> to tensor<320xf32, #gnk.packed<[20] x 16, inputs 1>>
    gnk.conv %220, %226 bias %227 into %225 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 1211615>, form = array<i64: 3, 3>, rows = array<i64: 5>, tile = array<i64: 13, 2>}, scratch 20400, shared 100400>} : <1x160x14x14, nChw16c>, tensor<320x160x3x3xf32, #gnk.packed<[2, 2, 2, 2, 2, 2, 2, 2, 2, 2] x 16, inputs 16, taps first, winograd [3, 3]>>, tensor<320xf32, #gnk.packed<[20] x 16, inputs 1>> into <1x320x14x14, nChw16c, stride 163072>
    %228 = gn.parameter "inception_4e.b3.conv1x1.weight" : tensor<32x528x1x1xf32>
    %229 = gn.parameter "inception_4e.b3.conv1x1.bias" : tensor<32xf32>
    %230 = gnk.alloc at 1066240 : <1x32x14x14, nChw16c>
    %231 = gnk.pack %228 at 40246720 : tensor<32x528x1x1xf32> to tensor<32x528x1x1xf32, #gnk.packed<[2] x 16, inputs 16>>
    %232 = gnk.pack %229 at 40314304 : tensor<32xf32> to tensor<32xf32, #gnk.packed<[2] x 16, inputs 1>>
    gnk.conv %182, %231 bias %232 into %230 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 109507>, tile = array<i64: 13, 2>}>} : <1x528x14x14, nChw16c>, tensor<32x528x1x1xf32, #gnk.packed<[2] x 16, inputs 16>>, tensor<32xf32, #gnk.packed<[2] x 16, inputs 1>> into <1x32x14x14, nChw16c>
    %233 = gn.parameter "inception_4e.b3.conv5x5.weight" : tensor<128x32x5x5xf32>
    %234 = gn.parameter "inception_4e.b3.conv5x5.bias" : tensor<128xf32>
    %235 = gnk.slice %214 from 576 : <1x832x14x14, nChw16c> to <1x128x14x14, nChw16c, stride 163072>
    %236 = gnk.pack %233 at 40314432 : tensor<128x32x5x5xf32> to tensor<128x32x5x5xf32, #gnk.packed<[1, 1, 1, 1, 1, 1, 1, 1] x 16, inputs 16, taps first, winograd [4, 4]>>
    %237 = gnk.pack %234 at 41363008 : tensor<128xf32> to tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>>
    gnk.conv %230, %236 bias %237 into %235 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 271274>, form = array<i64: 4, 4>, rows = array<i64: 4>, tile = array<i64: 16, 1>}, scratch 17408, shared 33792>} : <1x32x14x14, nChw16c>, tensor<128x32x5x5xf32, #gnk.packed<[1, 1, 1, 1, 1, 1, 1, 1] x 16, inputs 16, taps first, winograd [4, 4]>>, tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>> into <1x128x14x14, nChw16c, stride 163072>
    %238 = gnk.alloc at 1066240 : <1x528x14x14, nChw16c>
    gnk.pool max %182 into %238 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] {gnk.kernel = #gnk.kernel<"pool", {cycles = array<i64: 137984>}>} : <1x528x14x14, nChw16c> into <1x528x14x14, nChw16c>
    %239 = gn.parameter "inception_4e.b4.conv1x1.weight" : tensor<128x528x1x1xf32>
    %240 = gn.parameter "inception_4e.b4.conv1x1.bias" : tensor<128xf32>
    %241 = gnk.slice %214 from 704 : <1x832x14x14, nChw16c> to <1x128x14x14, nChw16c, stride 163072>
    %242 = gnk.pack %239 at 41363520 : tensor<128x528x1x1xf32> to tensor<128x528x1x1xf32, #gnk.packed<[3, 3, 2] x 16, inputs 16>>
    %243 = gnk.pack %240 at 41633856 : tensor<128xf32> to tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>>
    gnk.conv %238, %242 bias %243 into %241 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 435388>, tile = array<i64: 8, 3>}>} : <1x528x14x14, nChw16c>, tensor<128x528x1x1xf32, #gnk.packed<[3, 3, 2] x 16, inputs 16>>, tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>> into <1x128x14x14, nChw16c, stride 163072>
    %244 = gnk.alloc at 652288 : <1x832x7x7, nChw16c>
    gnk.pool max %214 into %244 kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0] {gnk.kernel = #gnk.kernel<"pool", {cycles = array<i64: 135893>}>} : <1x832x14x14, nChw16c> into <1x832x7x7, nChw16c>
    %245 = gn.parameter "inception_5a.b1.weight" : tensor<256x832x1x1xf32>
    %246 = gn.parameter "inception_5a.b1.bias" : tensor<256xf32>
    %247 = gnk.alloc at 200704 : <1x832x7x7, nChw16c>
    %248 = gnk.slice %247 from 0 : <1x832x7x7, nChw16c> to <1x256x7x7, nChw16c, stride 40768>
    %249 = gnk.pack %245 at 41634368 : tensor<256x832x1x1xf32> to tensor<256x832x1x1xf32, #gnk.packed<[3, 3, 3, 3, 2, 2] x 16, inputs 16>>
    %250 = gnk.pack %246 at 42486336 : tensor<256xf32> to tensor<256xf32, #gnk.packed<[16] x 16, inputs 1>>
    gnk.conv %244, %249 bias %250 into %248 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 343033>, tile = array<i64: 7, 3>}>} : <1x832x7x7, nChw16c>, tensor<256x832x1x1xf32, #gnk.packed<[3, 3, 3, 3, 2, 2] x 16, inputs 16>>, tensor<256xf32, #gnk.packed<[16] x 16, inputs 1>> into <1x256x7x7, nChw16c, stride 40768>
    %251 = gn.parameter "inception_5a.b2.conv1x1.weight" : tensor<160x832x1x1xf32>
    %252 = gn.parameter "inception_5a.b2.conv1x1.bias" : tensor<160xf32>
    %253 = gnk.alloc at 0 : <1x160x7x7, nChw16c>
    %254 = gnk.pack %251 at 42487360 : tensor<160x832x1x1xf32> to tensor<160x832x1x1xf32, #gnk.packed<[3, 3, 2, 2] x 16, inputs 16>>
    %255 = gnk.pack %252 at 43019840 : tensor<160xf32> to tensor<160xf32, #gnk.packed<[10] x 16, inputs 1>>
    gnk.conv %244, %254 bias %255 into %253 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 214905>, tile = array<i64: 7, 3>}>} : <1x832x7x7, nChw16c>, tensor<160x832x1x1xf32, #gnk.packed<[3, 3, 2, 2] x 16, inputs 16>>, tensor<160xf32, #gnk.packed<[10] x 16, inputs 1>> into <1x160x7x7, nChw16c>
    %256 = gn.parameter "inception_5a.b2.conv3x3.weight" : tensor<320x160x3x3xf32>
    %257 = gn.parameter "inception_5a.b2.conv3x3.bias" : tensor<320xf32>
    %258 = gnk.slice %247 from 256 : <1x832x7x7, nChw16c> to <1x320x7x7, nChw16c, stride 40768>
    %259 = gnk.pack %256 at 43020480 : tensor<320x160x3x3xf32> to tensor<320x160x3x3xf32, #gnk.packed<[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] x 16, inputs 16, taps first, winograd [2, 2]>>
    %260 = gnk.pack %257 at 46297280 : tensor<320xf32> to tensor<320xf32, #gnk.packed<[20] x 16, inputs 1>>
    gnk.conv %253, %259 bias %260 into %258 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 579069>, form = array<i64: 2, 2>, rows = array<i64: 4>, tile = array<i64: 16, 1>}, scratch 4352, shared 41216>} : <1x160x7x7, nChw16c>, tensor<320x160x3x3xf32, #gnk.packed<[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] x 16, inputs 16, taps first, winograd [2, 2]>>, tensor<320xf32, #gnk.packed<[20] x 16, inputs 1>> into <1x320x7x7, nChw16c, stride 40768>
    %261 = gn.parameter "inception_5a.b3.conv1x1.weight" : tensor<32x832x1x1xf32>
    %262 = gn.parameter "inception_5a.b3.conv1x1.bias" : tensor<32xf32>
    %263 = gnk.alloc at 0 : <1x32x7x7, nChw16c>
    %264 = gnk.pack %261 at 46298560 : tensor<32x832x1x1xf32> to tensor<32x832x1x1xf32, #gnk.packed<[2] x 16, inputs 16>>
    %265 = gnk.pack %262 at 46405056 : tensor<32xf32> to tensor<32xf32, #gnk.packed<[2] x 16, inputs 1>>
    gnk.conv %244, %264 bias %265 into %263 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 43388>, tile = array<i64: 7, 2>}>} : <1x832x7x7, nChw16c>, tensor<32x832x1x1xf32, #gnk.packed<[2] x 16, inputs 16>>, tensor<32xf32, #gnk.packed<[2] x 16, inputs 1>> into <1x32x7x7, nChw16c>
    %266 = gn.parameter "inception_5a.b3.conv5x5.weight" : tensor<128x32x5x5xf32>
    %267 = gn.parameter "inception_5a.b3.conv5x5.bias" : tensor<128xf32>
    %268 = gnk.slice %247 from 576 : <1x832x7x7, nChw16c> to <1x128x7x7, nChw16c, stride 40768>
    %269 = gnk.pack %266 at 46405184 : tensor<128x32x5x5xf32> to tensor<128x32x5x5xf32, #gnk.packed<[1, 1, 1, 1, 1, 1, 1, 1] x 16, inputs 16, taps first, winograd [2, 2]>>
    %270 = gnk.pack %267 at 46995008 : tensor<128xf32> to tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>>
    gnk.conv %263, %269 bias %270 into %268 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 146913>, form = array<i64: 2, 2>, rows = array<i64: 4>, tile = array<i64: 16, 1>}, scratch 9792, shared 19008>} : <1x32x7x7, nChw16c>, tensor<128x32x5x5xf32, #gnk.packed<[1, 1, 1, 1, 1, 1, 1, 1] x 16, inputs 16, taps first, winograd [2, 2]>>, tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>> into <1x128x7x7, nChw16c, stride 40768>
    %271 = gnk.alloc at 0 : <1x832x7x7, nChw16c>
    gnk.pool max %244 into %271 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] {gnk.kernel = #gnk.kernel<"pool", {cycles = array<i64: 54357>}>} : <1x832x7x7, nChw16c> into <1x832x7x7, nChw16c>
    %272 = gn.parameter "inception_5a.b4.conv1x1.weight" : tensor<128x832x1x1xf32>
    %273 = gn.parameter "inception_5a.b4.conv1x1.bias" : tensor<128xf32>
    %274 = gnk.slice %247 from 704 : <1x832x7x7, nChw16c> to <1x128x7x7, nChw16c, stride 40768>
    %275 = gnk.pack %272 at 46995520 : tensor<128x832x1x1xf32> to tensor<128x832x1x1xf32, #gnk.packed<[3, 3, 2] x 16, inputs 16>>
    %276 = gnk.pack %273 at 47421504 : tensor<128xf32> to tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>>
    gnk.conv %271, %275 bias %276 into %274 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 171516>, tile = array<i64: 7, 3>}>} : <1x832x7x7, nChw16c>, tensor<128x832x1x1xf32, #gnk.packed<[3, 3, 2] x 16, inputs 16>>, tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>> into <1x128x7x7, nChw16c, stride 40768>
    %277 = gn.parameter "inception_5b.b1.weight" : tensor<384x832x1x1xf32>
    %278 = gn.parameter "inception_5b.b1.bias" : tensor<384xf32>
    %279 = gnk.alloc at 0 : <1x1024x7x7, nChw16c>
    %280 = gnk.slice %279 from 0 : <1x1024x7x7, nChw16c> to <1x384x7x7, nChw16c, stride 50176>
    %281 = gnk.pack %277 at 47422016 : tensor<384x832x1x1xf32> to tensor<384x832x1x1xf32, #gnk.packed<[3, 3, 3, 3, 3, 3, 3, 3] x 16, inputs 16>>
    %282 = gnk.pack %278 at 48699968 : tensor<384xf32> to tensor<384xf32, #gnk.packed<[24] x 16, inputs 1>>
    gnk.conv %247, %281 bias %282 into %280 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 512512>, tile = array<i64: 7, 3>}>} : <1x832x7x7, nChw16c>, tensor<384x832x1x1xf32, #gnk.packed<[3, 3, 3, 3, 3, 3, 3, 3] x 16, inputs 16>>, tensor<384xf32, #gnk.packed<[24] x 16, inputs 1>> into <1x384x7x7, nChw16c, stride 50176>
    %283 = gn.parameter "inception_5b.b2.conv1x1.weight" : tensor<192x832x1x1xf32>
    %284 = gn.parameter "inception_5b.b2.conv1x1.bias" : tensor<192xf32>
    %285 = gnk.alloc at 363776 : <1x192x7x7, nChw16c>
    %286 = gnk.pack %283 at 48701504 : tensor<192x832x1x1xf32> to tensor<192x832x1x1xf32, #gnk.packed<[3, 3, 3, 3] x 16, inputs 16>>
    %287 = gnk.pack %284 at 49340480 : tensor<192xf32> to tensor<192xf32, #gnk.packed<[12] x 16, inputs 1>>
    gnk.conv %247, %286 bias %287 into %285 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 256256>, tile = array<i64: 7, 3>}>} : <1x832x7x7, nChw16c>, tensor<192x832x1x1xf32, #gnk.packed<[3, 3, 3, 3] x 16, inputs 16>>, tensor<192xf32, #gnk.packed<[12] x 16, inputs 1>> into <1x192x7x7, nChw16c>
    %288 = gn.parameter "inception_5b.b2.conv3x3.weight" : tensor<384x192x3x3xf32>
    %289 = gn.parameter "inception_5b.b2.conv3x3.bias" : tensor<384xf32>
    %290 = gnk.slice %279 from 384 : <1x1024x7x7, nChw16c> to <1x384x7x7, nChw16c, stride 50176>
    %291 = gnk.pack %288 at 49341248 : tensor<384x192x3x3xf32> to tensor<384x192x3x3xf32, #gnk.packed<[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] x 16, inputs 16, taps first, winograd [2, 2]>>
    %292 = gnk.pack %289 at 54059840 : tensor<384xf32> to tensor<384xf32, #gnk.packed<[24] x 16, inputs 1>>
    gnk.conv %285, %291 bias %292 into %290 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 825955>, form = array<i64: 2, 2>, rows = array<i64: 4>, tile = array<i64: 16, 1>}, scratch 4352, shared 49408>} : <1x192x7x7, nChw16c>, tensor<384x192x3x3xf32, #gnk.packed<[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] x 16, inputs 16, taps first, winograd [2, 2]>>, tensor<384xf32, #gnk.packed<[24] x 16, inputs 1>> into <1x384x7x7, nChw16c, stride 50176>
    %293 = gn.parameter "inception_5b.b3.conv1x1.weight" : tensor<48x832x1x1xf32>
    %294 = gn.parameter "inception_5b.b3.conv1x1.bias" : tensor<48xf32>
    %295 = gnk.alloc at 363776 : <1x48x7x7, nChw16c>
    %296 = gnk.pack %293 at 54061376 : tensor<48x832x1x1xf32> to tensor<48x832x1x1xf32, #gnk.packed<[3] x 16, inputs 16>>
    %297 = gnk.pack %294 at 54221120 : tensor<48xf32> to tensor<48xf32, #gnk.packed<[3] x 16, inputs 1>>
    gnk.conv %247, %296 bias %297 into %295 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 64064>, tile = array<i64: 7, 3>}>} : <1x832x7x7, nChw16c>, tensor<48x832x1x1xf32, #gnk.packed<[3] x 16, inputs 16>>, tensor<48xf32, #gnk.packed<[3] x 16, inputs 1>> into <1x48x7x7, nChw16c>
    %298 = gn.parameter "inception_5b.b3.conv5x5.weight" : tensor<128x48x5x5xf32>
    %299 = gn.parameter "inception_5b.b3.conv5x5.bias" : tensor<128xf32>
    %300 = gnk.slice %279 from 768 : <1x1024x7x7, nChw16c> to <1x128x7x7, nChw16c, stride 50176>
    %301 = gnk.pack %298 at 54221312 : tensor<128x48x5x5xf32> to tensor<128x48x5x5xf32, #gnk.packed<[1, 1, 1, 1, 1, 1, 1, 1] x 16, inputs 16, taps first, winograd [2, 2]>>
    %302 = gnk.pack %299 at 55106048 : tensor<128xf32> to tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>>
    gnk.conv %295, %301 bias %302 into %300 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: 200788>, form = array<i64: 2, 2>, rows = array<i64: 4>, tile = array<i64: 16, 1>}, scratch 9792, shared 28224>} : <1x48x7x7, nChw16c>, tensor<128x48x5x5xf32, #gnk.packed<[1, 1, 1, 1, 1, 1, 1, 1] x 16, inputs 16, taps first, winograd [2, 2]>>, tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>> into <1x128x7x7, nChw16c, stride 50176>
    %303 = gnk.alloc at 363776 : <1x832x7x7, nChw16c>
    gnk.pool max %247 into %303 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] {gnk.kernel = #gnk.kernel<"pool", {cycles = array<i64: 54357>}>} : <1x832x7x7, nChw16c> into <1x832x7x7, nChw16c>
    %304 = gn.parameter "inception_5b.b4.conv1x1.weight" : tensor<128x832x1x1xf32>
    %305 = gn.parameter "inception_5b.b4.conv1x1.bias" : tensor<128xf32>
    %306 = gnk.slice %279 from 896 : <1x1024x7x7, nChw16c> to <1x128x7x7, nChw16c, stride 50176>
    %307 = gnk.pack %304 at 55106560 : tensor<128x832x1x1xf32> to tensor<128x832x1x1xf32, #gnk.packed<[3, 3, 2] x 16, inputs 16>>
    %308 = gnk.pack %305 at 55532544 : tensor<128xf32> to tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>>
    gnk.conv %303, %307 bias %308 into %306 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: 171516>, tile = array<i64: 7, 3>}>} : <1x832x7x7, nChw16c>, tensor<128x832x1x1xf32, #gnk.packed<[3, 3, 2] x 16, inputs 16>>, tensor<128xf32, #gnk.packed<[8] x 16, inputs 1>> into <1x128x7x7, nChw16c, stride 50176>
    %309 = gnk.alloc at 200704 : <1x1024x1x1, nChw16c>
    gnk.pool avg %279 into %309 kernel [7, 7] strides [1, 1] padding [0, 0, 0, 0] {gnk.kernel = #gnk.kernel<"pool", {cycles = array<i64: 34133>}>} : <1x1024x7x7, nChw16c> into <1x1024x1x1, nChw16c>
    %310 = gn.parameter "classifier.weight" : tensor<1000x1024xf32>
    %311 = gn.parameter "classifier.bias" : tensor<1000xf32>
    %312 = gnk.alloc at 0 : <1x1000x1x1, nchw>
    %313 = gnk.flatten %309 : <1x1024x1x1, nChw16c> to <1x1024x1x1, nchw>
    %314 = gnk.pack %310 at 55533056 : tensor<1000x1024xf32> to tensor<1000x1024xi24, #gnk.packed<[8, 8, 8, 8, 8, 8, 8, 7] x 16, inputs 1>>
    %315 = gnk.pack %311 at 58633664 : tensor<1000xf32> to tensor<1000xf32, #gnk.packed<[63] x 16, inputs 1>>
    gnk.linear %313, %314 bias %315 into %312 {gnk.kernel = #gnk.kernel<"linear", nchw to nchw, {bits = array<i64: 24>, cycles = array<i64: 512000>, tile = array<i64: 1, 8>}>} : <1x1024x1x1, nchw>, tensor<1000x1024xi24, #gnk.packed<[8, 8, 8, 8, 8, 8, 8, 7] x 16, inputs 1>>, tensor<1000xf32, #gnk.packed<[63] x 16, inputs 1>> into <1x1000x1x1, nchw>
    gnk.softmax %312 into %arg1 {gnk.kernel = #gnk.kernel<"softmax", nchw to nchw, {cycles = array<i64: 1333>}>} : <1x1000x1x1, nchw> into <1x1000x1x1, nchw>
    return
  }
}

