module {
  func.func @googlenet(%arg0: !gnk.buffer<1x3x224x224, nchw>, %arg1: !gnk.buffer<1x1000x1x1, nchw>) attributes {gn.input = {mean = array<f64: 1.040000e+02, 1.170000e+02, 1.230000e+02>, order = "bgr", scale = 1.000000e+00 : f64, stddev = array<f64: 1.000000e+00, 1.000000e+00, 1.000000e+00>}, gnk.arena_bytes = 4816896 : i64, gnk.memory = {arena = 4816896 : i64, live = 4816896 : i64, sum = 21806464 : i64}} {
    %0 = gn.parameter "conv1.weight" : tensor<64x3x7x7xf32>
    %1 = gn.parameter "conv1.bias" : tensor<64xf32>
    %2 = gnk.alloc at 0 : <1x64x112x112, nChw16c>
    gnk.conv %arg0, %0 bias %1 into %2 strides [2, 2] padding [3, 3, 3, 3] dilations [1, 1] activation relu : <1x3x224x224, nchw>, tensor<64x3x7x7xf32>, tensor<64xf32> into <1x64x112x112, nChw16c>
    %3 = gnk.alloc at 3211264 : <1x64x56x56, nChw16c>
    gnk.pool max %2 into %3 kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0] : <1x64x112x112, nChw16c> into <1x64x56x56, nChw16c>
    %4 = gnk.alloc at 0 : <1x64x56x56, nChw16c>
    gnk.lrn %3 into %4 size 5 alpha 1.000000e-04 beta 7.500000e-01 k 1.000000e+00 : <1x64x56x56, nChw16c> into <1x64x56x56, nChw16c>
    %5 = gn.parameter "conv2.conv1x1.weight" : tensor<64x64x1x1xf32>
    %6 = gn.parameter "conv2.conv1x1.bias" : tensor<64xf32>
    %7 = gnk.alloc at 2408448 : <1x64x56x56, nChw16c>
    gnk.conv %4, %5 bias %6 into %7 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x64x56x56, nChw16c>, tensor<64x64x1x1xf32>, tensor<64xf32> into <1x64x56x56, nChw16c>
    %8 = gn.parameter "conv2.conv3x3.weight" : tensor<192x64x3x3xf32>
    %9 = gn.parameter "conv2.conv3x3.bias" : tensor<192xf32>
    %10 = gnk.alloc at 0 : <1x192x56x56, nChw16c>
    gnk.conv %7, %8 bias %9 into %10 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu : <1x64x56x56, nChw16c>, tensor<192x64x3x3xf32>, tensor<192xf32> into <1x192x56x56, nChw16c>
    %11 = gnk.alloc at 2408448 : <1x192x56x56, nChw16c>
    gnk.lrn %10 into %11 size 5 alpha 1.000000e-04 beta 7.500000e-01 k 1.000000e+00 : <1x192x56x56, nChw16c> into <1x192x56x56, nChw16c>
    %12 = gnk.alloc at 0 : <1x192x28x28, nChw16c>
    gnk.pool max %11 into %12 kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0] : <1x192x56x56, nChw16c> into <1x192x28x28, nChw16c>
    %13 = gn.parameter "inception_3a.b1.weight" : tensor<64x192x1x1xf32>
    %14 = gn.parameter "inception_3a.b1.bias" : tensor<64xf32>
    %15 = gnk.alloc at 1505280 : <1x256x28x28, nChw16c>
    %16 = gnk.slice %15 from 0 : <1x256x28x28, nChw16c> to <1x64x28x28, nChw16c, stride 200704>
    gnk.conv %12, %13 bias %14 into %16 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x192x28x28, nChw16c>, tensor<64x192x1x1xf32>, tensor<64xf32> into <1x64x28x28, nChw16c, stride 200704>
    %17 = gn.parameter "inception_3a.b2.conv1x1.weight" : tensor<96x192x1x1xf32>
    %18 = gn.parameter "inception_3a.b2.conv1x1.bias" : tensor<96xf32>
    %19 = gnk.alloc at 602112 : <1x96x28x28, nChw16c>
    gnk.conv %12, %17 bias %18 into %19 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x192x28x28, nChw16c>, tensor<96x192x1x1xf32>, tensor<96xf32> into <1x96x28x28, nChw16c>
    %20 = gn.parameter "inception_3a.b2.conv3x3.weight" : tensor<128x96x3x3xf32>
    %21 = gn.parameter "inception_3a.b2.conv3x3.bias" : tensor<128xf32>
    %22 = gnk.slice %15 from 64 : <1x256x28x28, nChw16c> to <1x128x28x28, nChw16c, stride 200704>
    gnk.conv %19, %20 bias %21 into %22 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu : <1x96x28x28, nChw16c>, tensor<128x96x3x3xf32>, tensor<128xf32> into <1x128x28x28, nChw16c, stride 200704>
    %23 = gn.parameter "inception_3a.b3.conv1x1.weight" : tensor<16x192x1x1xf32>
    %24 = gn.parameter "inception_3a.b3.conv1x1.bias" : tensor<16xf32>
    %25 = gnk.alloc at 602112 : <1x16x28x28, nChw16c>
    gnk.conv %12, %23 bias %24 into %25 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x192x28x28, nChw16c>, tensor<16x192x1x1xf32>, tensor<16xf32> into <1x16x28x28, nChw16c>
    %26 = gn.parameter "inception_3a.b3.conv5x5.weight" : tensor<32x16x5x5xf32>
    %27 = gn.parameter "inception_3a.b3.conv5x5.bias" : tensor<32xf32>
    %28 = gnk.slice %15 from 192 : <1x256x28x28, nChw16c> to <1x32x28x28, nChw16c, stride 200704>
    gnk.conv %25, %26 bias %27 into %28 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu : <1x16x28x28, nChw16c>, tensor<32x16x5x5xf32>, tensor<32xf32> into <1x32x28x28, nChw16c, stride 200704>
    %29 = gnk.alloc at 602112 : <1x192x28x28, nChw16c>
    gnk.pool max %12 into %29 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] : <1x192x28x28, nChw16c> into <1x192x28x28, nChw16c>
    %30 = gn.parameter "inception_3a.b4.conv1x1.weight" : tensor<32x192x1x1xf32>
    %31 = gn.parameter "inception_3a.b4.conv1x1.bias" : tensor<32xf32>
    %32 = gnk.slice %15 from 224 : <1x256x28x28, nChw16c> to <1x32x28x28, nChw16c, stride 200704>
    gnk.conv %29, %30 bias %31 into %32 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x192x28x28, nChw16c>, tensor<32x192x1x1xf32>, tensor<32xf32> into <1x32x28x28, nChw16c, stride 200704>
    %33 = gn.parameter "inception_3b.b1.weight" : tensor<128x256x1x1xf32>
    %34 = gn.parameter "inception_3b.b1.bias" : tensor<128xf32>
    %35 = gnk.alloc at 0 : <1x480x28x28, nChw16c>
    %36 = gnk.slice %35 from 0 : <1x480x28x28, nChw16c> to <1x128x28x28, nChw16c, stride 376320>
    gnk.conv %15, %33 bias %34 into %36 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x256x28x28, nChw16c>, tensor<128x256x1x1xf32>, tensor<128xf32> into <1x128x28x28, nChw16c, stride 376320>
    %37 = gn.parameter "inception_3b.b2.conv1x1.weight" : tensor<128x256x1x1xf32>
    %38 = gn.parameter "inception_3b.b2.conv1x1.bias" : tensor<128xf32>
    %39 = gnk.alloc at 2308096 : <1x128x28x28, nChw16c>
    gnk.conv %15, %37 bias %38 into %39 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x256x28x28, nChw16c>, tensor<128x256x1x1xf32>, tensor<128xf32> into <1x128x28x28, nChw16c>
    %40 = gn.parameter "inception_3b.b2.conv3x3.weight" : tensor<192x128x3x3xf32>
    %41 = gn.parameter "inception_3b.b2.conv3x3.bias" : tensor<192xf32>
    %42 = gnk.slice %35 from 128 : <1x480x28x28, nChw16c> to <1x192x28x28, nChw16c, stride 376320>
    gnk.conv %39, %40 bias %41 into %42 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu : <1x128x28x28, nChw16c>, tensor<192x128x3x3xf32>, tensor<192xf32> into <1x192x28x28, nChw16c, stride 376320>
    %43 = gn.parameter "inception_3b.b3.conv1x1.weight" : tensor<32x256x1x1xf32>
    %44 = gn.parameter "inception_3b.b3.conv1x1.bias" : tensor<32xf32>
    %45 = gnk.alloc at 2308096 : <1x32x28x28, nChw16c>
    gnk.conv %15, %43 bias %44 into %45 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x256x28x28, nChw16c>, tensor<32x256x1x1xf32>, tensor<32xf32> into <1x32x28x28, nChw16c>
    %46 = gn.parameter "inception_3b.b3.conv5x5.weight" : tensor<96x32x5x5xf32>
    %47 = gn.parameter "inception_3b.b3.conv5x5.bias" : tensor<96xf32>
    %48 = gnk.slice %35 from 320 : <1x480x28x28, nChw16c> to <1x96x28x28, nChw16c, stride 376320>
    gnk.conv %45, %46 bias %47 into %48 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu : <1x32x28x28, nChw16c>, tensor<96x32x5x5xf32>, tensor<96xf32> into <1x96x28x28, nChw16c, stride 376320>
    %49 = gnk.alloc at 2308096 : <1x256x28x28, nChw16c>
    gnk.pool max %15 into %49 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] : <1x256x28x28, nChw16c> into <1x256x28x28, nChw16c>
    %50 = gn.parameter "inception_3b.b4.conv1x1.weight" : tensor<64x256x1x1xf32>
    %51 = gn.parameter "inception_3b.b4.conv1x1.bias" : tensor<64xf32>
    %52 = gnk.slice %35 from 416 : <1x480x28x28, nChw16c> to <1x64x28x28, nChw16c, stride 376320>
    gnk.conv %49, %50 bias %51 into %52 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x256x28x28, nChw16c>, tensor<64x256x1x1xf32>, tensor<64xf32> into <1x64x28x28, nChw16c, stride 376320>
    %53 = gnk.alloc at 1505280 : <1x480x14x14, nChw16c>
    gnk.pool max %35 into %53 kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0] : <1x480x28x28, nChw16c> into <1x480x14x14, nChw16c>
    %54 = gn.parameter "inception_4a.b1.weight" : tensor<192x480x1x1xf32>
    %55 = gn.parameter "inception_4a.b1.bias" : tensor<192xf32>
    %56 = gnk.alloc at 0 : <1x512x14x14, nChw16c>
    %57 = gnk.slice %56 from 0 : <1x512x14x14, nChw16c> to <1x192x14x14, nChw16c, stride 100352>
    gnk.conv %53, %54 bias %55 into %57 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x480x14x14, nChw16c>, tensor<192x480x1x1xf32>, tensor<192xf32> into <1x192x14x14, nChw16c, stride 100352>
    %58 = gn.parameter "inception_4a.b2.conv1x1.weight" : tensor<96x480x1x1xf32>
    %59 = gn.parameter "inception_4a.b2.conv1x1.bias" : tensor<96xf32>
    %60 = gnk.alloc at 401408 : <1x96x14x14, nChw16c>
    gnk.conv %53, %58 bias %59 into %60 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x480x14x14, nChw16c>, tensor<96x480x1x1xf32>, tensor<96xf32> into <1x96x14x14, nChw16c>
    %61 = gn.parameter "inception_4a.b2.conv3x3.weight" : tensor<208x96x3x3xf32>
    %62 = gn.parameter "inception_4a.b2.conv3x3.bias" : tensor<208xf32>
    %63 = gnk.slice %56 from 192 : <1x512x14x14, nChw16c> to <1x208x14x14, nChw16c, stride 100352>
    gnk.conv %60, %61 bias %62 into %63 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu : <1x96x14x14, nChw16c>, tensor<208x96x3x3xf32>, tensor<208xf32> into <1x208x14x14, nChw16c, stride 100352>
    %64 = gn.parameter "inception_4a.b3.conv1x1.weight" : tensor<16x480x1x1xf32>
    %65 = gn.parameter "inception_4a.b3.conv1x1.bias" : tensor<16xf32>
    %66 = gnk.alloc at 401408 : <1x16x14x14, nChw16c>
    gnk.conv %53, %64 bias %65 into %66 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x480x14x14, nChw16c>, tensor<16x480x1x1xf32>, tensor<16xf32> into <1x16x14x14, nChw16c>
    %67 = gn.parameter "inception_4a.b3.conv5x5.weight" : tensor<48x16x5x5xf32>
    %68 = gn.parameter "inception_4a.b3.conv5x5.bias" : tensor<48xf32>
    %69 = gnk.slice %56 from 400 : <1x512x14x14, nChw16c> to <1x48x14x14, nChw16c, stride 100352>
    gnk.conv %66, %67 bias %68 into %69 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu : <1x16x14x14, nChw16c>, tensor<48x16x5x5xf32>, tensor<48xf32> into <1x48x14x14, nChw16c, stride 100352>
    %70 = gnk.alloc at 401408 : <1x480x14x14, nChw16c>
    gnk.pool max %53 into %70 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] : <1x480x14x14, nChw16c> into <1x480x14x14, nChw16c>
    %71 = gn.parameter "inception_4a.b4.conv1x1.weight" : tensor<64x480x1x1xf32>
    %72 = gn.parameter "inception_4a.b4.conv1x1.bias" : tensor<64xf32>
    %73 = gnk.slice %56 from 448 : <1x512x14x14, nChw16c> to <1x64x14x14, nChw16c, stride 100352>
    gnk.conv %70, %71 bias %72 into %73 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x480x14x14, nChw16c>, tensor<64x480x1x1xf32>, tensor<64xf32> into <1x64x14x14, nChw16c, stride 100352>
    %74 = gn.parameter "inception_4b.b1.weight" : tensor<160x512x1x1xf32>
    %75 = gn.parameter "inception_4b.b1.bias" : tensor<160xf32>
    %76 = gnk.alloc at 401408 : <1x512x14x14, nChw16c>
    %77 = gnk.slice %76 from 0 : <1x512x14x14, nChw16c> to <1x160x14x14, nChw16c, stride 100352>
    gnk.conv %56, %74 bias %75 into %77 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x512x14x14, nChw16c>, tensor<160x512x1x1xf32>, tensor<160xf32> into <1x160x14x14, nChw16c, stride 100352>
    %78 = gn.parameter "inception_4b.b2.conv1x1.weight" : tensor<112x512x1x1xf32>
    %79 = gn.parameter "inception_4b.b2.conv1x1.bias" : tensor<112xf32>
    %80 = gnk.alloc at 802816 : <1x112x14x14, nChw16c>
    gnk.conv %56, %78 bias %79 into %80 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x512x14x14, nChw16c>, tensor<112x512x1x1xf32>, tensor<112xf32> into <1x112x14x14, nChw16c>
    %81 = gn.parameter "inception_4b.b2.conv3x3.weight" : tensor<224x112x3x3xf32>
    %82 = gn.parameter "inception_4b.b2.conv3x3.bias" : tensor<224xf32>
    %83 = gnk.slice %76 from 160 : <1x512x14x14, nChw16c> to <1x224x14x14, nChw16c, stride 100352>
    gnk.conv %80, %81 bias %82 into %83 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu : <1x112x14x14, nChw16c>, tensor<224x112x3x3xf32>, tensor<224xf32> into <1x224x14x14, nChw16c, stride 100352>
    %84 = gn.parameter "inception_4b.b3.conv1x1.weight" : tensor<24x512x1x1xf32>
    %85 = gn.parameter "inception_4b.b3.conv1x1.bias" : tensor<24xf32>
    %86 = gnk.alloc at 802816 : <1x24x14x14, nChw16c>
    gnk.conv %56, %84 bias %85 into %86 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x512x14x14, nChw16c>, tensor<24x512x1x1xf32>, tensor<24xf32> into <1x24x14x14, nChw16c>
    %87 = gn.parameter "inception_4b.b3.conv5x5.weight" : tensor<64x24x5x5xf32>
    %88 = gn.parameter "inception_4b.b3.conv5x5.bias" : tensor<64xf32>
    %89 = gnk.slice %76 from 384 : <1x512x14x14, nChw16c> to <1x64x14x14, nChw16c, stride 100352>
    gnk.conv %86, %87 bias %88 into %89 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu : <1x24x14x14, nChw16c>, tensor<64x24x5x5xf32>, tensor<64xf32> into <1x64x14x14, nChw16c, stride 100352>
    %90 = gnk.alloc at 802816 : <1x512x14x14, nChw16c>
    gnk.pool max %56 into %90 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] : <1x512x14x14, nChw16c> into <1x512x14x14, nChw16c>
    %91 = gn.parameter "inception_4b.b4.conv1x1.weight" : tensor<64x512x1x1xf32>
    %92 = gn.parameter "inception_4b.b4.conv1x1.bias" : tensor<64xf32>
    %93 = gnk.slice %76 from 448 : <1x512x14x14, nChw16c> to <1x64x14x14, nChw16c, stride 100352>
    gnk.conv %90, %91 bias %92 into %93 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x512x14x14, nChw16c>, tensor<64x512x1x1xf32>, tensor<64xf32> into <1x64x14x14, nChw16c, stride 100352>
    %94 = gn.parameter "inception_4c.b1.weight" : tensor<128x512x1x1xf32>
    %95 = gn.parameter "inception_4c.b1.bias" : tensor<128xf32>
    %96 = gnk.alloc at 0 : <1x512x14x14, nChw16c>
    %97 = gnk.slice %96 from 0 : <1x512x14x14, nChw16c> to <1x128x14x14, nChw16c, stride 100352>
    gnk.conv %76, %94 bias %95 into %97 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x512x14x14, nChw16c>, tensor<128x512x1x1xf32>, tensor<128xf32> into <1x128x14x14, nChw16c, stride 100352>
    %98 = gn.parameter "inception_4c.b2.conv1x1.weight" : tensor<128x512x1x1xf32>
    %99 = gn.parameter "inception_4c.b2.conv1x1.bias" : tensor<128xf32>
    %100 = gnk.alloc at 802816 : <1x128x14x14, nChw16c>
    gnk.conv %76, %98 bias %99 into %100 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x512x14x14, nChw16c>, tensor<128x512x1x1xf32>, tensor<128xf32> into <1x128x14x14, nChw16c>
    %101 = gn.parameter "inception_4c.b2.conv3x3.weight" : tensor<256x128x3x3xf32>
    %102 = gn.parameter "inception_4c.b2.conv3x3.bias" : tensor<256xf32>
    %103 = gnk.slice %96 from 128 : <1x512x14x14, nChw16c> to <1x256x14x14, nChw16c, stride 100352>
    gnk.conv %100, %101 bias %102 into %103 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu : <1x128x14x14, nChw16c>, tensor<256x128x3x3xf32>, tensor<256xf32> into <1x256x14x14, nChw16c, stride 100352>
    %104 = gn.parameter "inception_4c.b3.conv1x1.weight" : tensor<24x512x1x1xf32>
    %105 = gn.parameter "inception_4c.b3.conv1x1.bias" : tensor<24xf32>
    %106 = gnk.alloc at 802816 : <1x24x14x14, nChw16c>
    gnk.conv %76, %104 bias %105 into %106 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x512x14x14, nChw16c>, tensor<24x512x1x1xf32>, tensor<24xf32> into <1x24x14x14, nChw16c>
    %107 = gn.parameter "inception_4c.b3.conv5x5.weight" : tensor<64x24x5x5xf32>
    %108 = gn.parameter "inception_4c.b3.conv5x5.bias" : tensor<64xf32>
    %109 = gnk.slice %96 from 384 : <1x512x14x14, nChw16c> to <1x64x14x14, nChw16c, stride 100352>
    gnk.conv %106, %107 bias %108 into %109 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu : <1x24x14x14, nChw16c>, tensor<64x24x5x5xf32>, tensor<64xf32> into <1x64x14x14, nChw16c, stride 100352>
    %110 = gnk.alloc at 802816 : <1x512x14x14, nChw16c>
    gnk.pool max %76 into %110 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] : <1x512x14x14, nChw16c> into <1x512x14x14, nChw16c>
    %111 = gn.parameter "inception_4c.b4.conv1x1.weight" : tensor<64x512x1x1xf32>
    %112 = gn.parameter "inception_4c.b4.conv1x1.bias" : tensor<64xf32>
    %113 = gnk.slice %96 from 448 : <1x512x14x14, nChw16c> to <1x64x14x14, nChw16c, stride 100352>
    gnk.conv %110, %111 bias %112 into %113 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x512x14x14, nChw16c>, tensor<64x512x1x1xf32>, tensor<64xf32> into <1x64x14x14, nChw16c, stride 100352>
    %114 = gn.parameter "inception_4d.b1.weight" : tensor<112x512x1x1xf32>
    %115 = gn.parameter "inception_4d.b1.bias" : tensor<112xf32>
    %116 = gnk.alloc at 652288 : <1x528x14x14, nChw16c>
    %117 = gnk.slice %116 from 0 : <1x528x14x14, nChw16c> to <1x112x14x14, nChw16c, stride 103488>
    gnk.conv %96, %114 bias %115 into %117 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x512x14x14, nChw16c>, tensor<112x512x1x1xf32>, tensor<112xf32> into <1x112x14x14, nChw16c, stride 103488>
    %118 = gn.parameter "inception_4d.b2.conv1x1.weight" : tensor<144x512x1x1xf32>
    %119 = gn.parameter "inception_4d.b2.conv1x1.bias" : tensor<144xf32>
    %120 = gnk.alloc at 401408 : <1x144x14x14, nChw16c>
    gnk.conv %96, %118 bias %119 into %120 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x512x14x14, nChw16c>, tensor<144x512x1x1xf32>, tensor<144xf32> into <1x144x14x14, nChw16c>
    %121 = gn.parameter "inception_4d.b2.conv3x3.weight" : tensor<288x144x3x3xf32>
    %122 = gn.parameter "inception_4d.b2.conv3x3.bias" : tensor<288xf32>
    %123 = gnk.slice %116 from 112 : <1x528x14x14, nChw16c> to <1x288x14x14, nChw16c, stride 103488>
    gnk.conv %120, %121 bias %122 into %123 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu : <1x144x14x14, nChw16c>, tensor<288x144x3x3xf32>, tensor<288xf32> into <1x288x14x14, nChw16c, stride 103488>
    %124 = gn.parameter "inception_4d.b3.conv1x1.weight" : tensor<32x512x1x1xf32>
    %125 = gn.parameter "inception_4d.b3.conv1x1.bias" : tensor<32xf32>
    %126 = gnk.alloc at 401408 : <1x32x14x14, nChw16c>
    gnk.conv %96, %124 bias %125 into %126 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x512x14x14, nChw16c>, tensor<32x512x1x1xf32>, tensor<32xf32> into <1x32x14x14, nChw16c>
    %127 = gn.parameter "inception_4d.b3.conv5x5.weight" : tensor<64x32x5x5xf32>
    %128 = gn.parameter "inception_4d.b3.conv5x5.bias" : tensor<64xf32>
    %129 = gnk.slice %116 from 400 : <1x528x14x14, nChw16c> to <1x64x14x14, nChw16c, stride 103488>
    gnk.conv %126, %127 bias %128 into %129 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu : <1x32x14x14, nChw16c>, tensor<64x32x5x5xf32>, tensor<64xf32> into <1x64x14x14, nChw16c, stride 103488>
    %130 = gnk.alloc at 1066240 : <1x512x14x14, nChw16c>
    gnk.pool max %96 into %130 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] : <1x512x14x14, nChw16c> into <1x512x14x14, nChw16c>
    %131 = gn.parameter "inception_4d.b4.conv1x1.weight" : tensor<64x512x1x1xf32>
    %132 = gn.parameter "inception_4d.b4.conv1x1.bias" : tensor<64xf32>
    %133 = gnk.slice %116 from 464 : <1x528x14x14, nChw16c> to <1x64x14x14, nChw16c, stride 103488>
    gnk.conv %130, %131 bias %132 into %133 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x512x14x14, nChw16c>, tensor<64x512x1x1xf32>, tensor<64xf32> into <1x64x14x14, nChw16c, stride 103488>
    %134 = gn.parameter "inception_4e.b1.weight" : tensor<256x528x1x1xf32>
    %135 = gn.parameter "inception_4e.b1.bias" : tensor<256xf32>
    %136 = gnk.alloc at 0 : <1x832x14x14, nChw16c>
    %137 = gnk.slice %136 from 0 : <1x832x14x14, nChw16c> to <1x256x14x14, nChw16c, stride 163072>
    gnk.conv %116, %134 bias %135 into %137 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x528x14x14, nChw16c>, tensor<256x528x1x1xf32>, tensor<256xf32> into <1x256x14x14, nChw16c, stride 163072>
    %138 = gn.parameter "inception_4e.b2.conv1x1.weight" : tensor<160x528x1x1xf32>
    %139 = gn.parameter "inception_4e.b2.conv1x1.bias" : tensor<160xf32>
    %140 = gnk.alloc at 1066240 : <1x160x14x14, nChw16c>
    gnk.conv %116, %138 bias %139 into %140 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x528x14x14, nChw16c>, tensor<160x528x1x1xf32>, tensor<160xf32> into <1x160x14x14, nChw16c>
    %141 = gn.parameter "inception_4e.b2.conv3x3.weight" : tensor<320x160x3x3xf32>
    %142 = gn.parameter "inception_4e.b2.conv3x3.bias" : tensor<320xf32>
    %143 = gnk.slice %136 from 256 : <1x832x14x14, nChw16c> to <1x320x14x14, nChw16c, stride 163072>
    gnk.conv %140, %141 bias %142 into %143 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu : <1x160x14x14, nChw16c>, tensor<320x160x3x3xf32>, tensor<320xf32> into <1x320x14x14, nChw16c, stride 163072>
    %144 = gn.parameter "inception_4e.b3.conv1x1.weight" : tensor<32x528x1x1xf32>
    %145 = gn.parameter "inception_4e.b3.conv1x1.bias" : tensor<32xf32>
    %146 = gnk.alloc at 1066240 : <1x32x14x14, nChw16c>
    gnk.conv %116, %144 bias %145 into %146 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x528x14x14, nChw16c>, tensor<32x528x1x1xf32>, tensor<32xf32> into <1x32x14x14, nChw16c>
    %147 = gn.parameter "inception_4e.b3.conv5x5.weight" : tensor<128x32x5x5xf32>
    %148 = gn.parameter "inception_4e.b3.conv5x5.bias" : tensor<128xf32>
    %149 = gnk.slice %136 from 576 : <1x832x14x14, nChw16c> to <1x128x14x14, nChw16c, stride 163072>
    gnk.conv %146, %147 bias %148 into %149 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu : <1x32x14x14, nChw16c>, tensor<128x32x5x5xf32>, tensor<128xf32> into <1x128x14x14, nChw16c, stride 163072>
    %150 = gnk.alloc at 1066240 : <1x528x14x14, nChw16c>
    gnk.pool max %116 into %150 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] : <1x528x14x14, nChw16c> into <1x528x14x14, nChw16c>
    %151 = gn.parameter "inception_4e.b4.conv1x1.weight" : tensor<128x528x1x1xf32>
    %152 = gn.parameter "inception_4e.b4.conv1x1.bias" : tensor<128xf32>
    %153 = gnk.slice %136 from 704 : <1x832x14x14, nChw16c> to <1x128x14x14, nChw16c, stride 163072>
    gnk.conv %150, %151 bias %152 into %153 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x528x14x14, nChw16c>, tensor<128x528x1x1xf32>, tensor<128xf32> into <1x128x14x14, nChw16c, stride 163072>
    %154 = gnk.alloc at 652288 : <1x832x7x7, nChw16c>
    gnk.pool max %136 into %154 kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0] : <1x832x14x14, nChw16c> into <1x832x7x7, nChw16c>
    %155 = gn.parameter "inception_5a.b1.weight" : tensor<256x832x1x1xf32>
    %156 = gn.parameter "inception_5a.b1.bias" : tensor<256xf32>
    %157 = gnk.alloc at 200704 : <1x832x7x7, nChw16c>
    %158 = gnk.slice %157 from 0 : <1x832x7x7, nChw16c> to <1x256x7x7, nChw16c, stride 40768>
    gnk.conv %154, %155 bias %156 into %158 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x832x7x7, nChw16c>, tensor<256x832x1x1xf32>, tensor<256xf32> into <1x256x7x7, nChw16c, stride 40768>
    %159 = gn.parameter "inception_5a.b2.conv1x1.weight" : tensor<160x832x1x1xf32>
    %160 = gn.parameter "inception_5a.b2.conv1x1.bias" : tensor<160xf32>
    %161 = gnk.alloc at 0 : <1x160x7x7, nChw16c>
    gnk.conv %154, %159 bias %160 into %161 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x832x7x7, nChw16c>, tensor<160x832x1x1xf32>, tensor<160xf32> into <1x160x7x7, nChw16c>
    %162 = gn.parameter "inception_5a.b2.conv3x3.weight" : tensor<320x160x3x3xf32>
    %163 = gn.parameter "inception_5a.b2.conv3x3.bias" : tensor<320xf32>
    %164 = gnk.slice %157 from 256 : <1x832x7x7, nChw16c> to <1x320x7x7, nChw16c, stride 40768>
    gnk.conv %161, %162 bias %163 into %164 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu : <1x160x7x7, nChw16c>, tensor<320x160x3x3xf32>, tensor<320xf32> into <1x320x7x7, nChw16c, stride 40768>
    %165 = gn.parameter "inception_5a.b3.conv1x1.weight" : tensor<32x832x1x1xf32>
    %166 = gn.parameter "inception_5a.b3.conv1x1.bias" : tensor<32xf32>
    %167 = gnk.alloc at 0 : <1x32x7x7, nChw16c>
    gnk.conv %154, %165 bias %166 into %167 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x832x7x7, nChw16c>, tensor<32x832x1x1xf32>, tensor<32xf32> into <1x32x7x7, nChw16c>
    %168 = gn.parameter "inception_5a.b3.conv5x5.weight" : tensor<128x32x5x5xf32>
    %169 = gn.parameter "inception_5a.b3.conv5x5.bias" : tensor<128xf32>
    %170 = gnk.slice %157 from 576 : <1x832x7x7, nChw16c> to <1x128x7x7, nChw16c, stride 40768>
    gnk.conv %167, %168 bias %169 into %170 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu : <1x32x7x7, nChw16c>, tensor<128x32x5x5xf32>, tensor<128xf32> into <1x128x7x7, nChw16c, stride 40768>
    %171 = gnk.alloc at 0 : <1x832x7x7, nChw16c>
    gnk.pool max %154 into %171 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] : <1x832x7x7, nChw16c> into <1x832x7x7, nChw16c>
    %172 = gn.parameter "inception_5a.b4.conv1x1.weight" : tensor<128x832x1x1xf32>
    %173 = gn.parameter "inception_5a.b4.conv1x1.bias" : tensor<128xf32>
    %174 = gnk.slice %157 from 704 : <1x832x7x7, nChw16c> to <1x128x7x7, nChw16c, stride 40768>
    gnk.conv %171, %172 bias %173 into %174 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x832x7x7, nChw16c>, tensor<128x832x1x1xf32>, tensor<128xf32> into <1x128x7x7, nChw16c, stride 40768>
    %175 = gn.parameter "inception_5b.b1.weight" : tensor<384x832x1x1xf32>
    %176 = gn.parameter "inception_5b.b1.bias" : tensor<384xf32>
    %177 = gnk.alloc at 0 : <1x1024x7x7, nChw16c>
    %178 = gnk.slice %177 from 0 : <1x1024x7x7, nChw16c> to <1x384x7x7, nChw16c, stride 50176>
    gnk.conv %157, %175 bias %176 into %178 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x832x7x7, nChw16c>, tensor<384x832x1x1xf32>, tensor<384xf32> into <1x384x7x7, nChw16c, stride 50176>
    %179 = gn.parameter "inception_5b.b2.conv1x1.weight" : tensor<192x832x1x1xf32>
    %180 = gn.parameter "inception_5b.b2.conv1x1.bias" : tensor<192xf32>
    %181 = gnk.alloc at 363776 : <1x192x7x7, nChw16c>
    gnk.conv %157, %179 bias %180 into %181 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x832x7x7, nChw16c>, tensor<192x832x1x1xf32>, tensor<192xf32> into <1x192x7x7, nChw16c>
    %182 = gn.parameter "inception_5b.b2.conv3x3.weight" : tensor<384x192x3x3xf32>
    %183 = gn.parameter "inception_5b.b2.conv3x3.bias" : tensor<384xf32>
    %184 = gnk.slice %177 from 384 : <1x1024x7x7, nChw16c> to <1x384x7x7, nChw16c, stride 50176>
    gnk.conv %181, %182 bias %183 into %184 strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu : <1x192x7x7, nChw16c>, tensor<384x192x3x3xf32>, tensor<384xf32> into <1x384x7x7, nChw16c, stride 50176>
    %185 = gn.parameter "inception_5b.b3.conv1x1.weight" : tensor<48x832x1x1xf32>
    %186 = gn.parameter "inception_5b.b3.conv1x1.bias" : tensor<48xf32>
    %187 = gnk.alloc at 363776 : <1x48x7x7, nChw16c>
    gnk.conv %157, %185 bias %186 into %187 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x832x7x7, nChw16c>, tensor<48x832x1x1xf32>, tensor<48xf32> into <1x48x7x7, nChw16c>
    %188 = gn.parameter "inception_5b.b3.conv5x5.weight" : tensor<128x48x5x5xf32>
    %189 = gn.parameter "inception_5b.b3.conv5x5.bias" : tensor<128xf32>
    %190 = gnk.slice %177 from 768 : <1x1024x7x7, nChw16c> to <1x128x7x7, nChw16c, stride 50176>
    gnk.conv %187, %188 bias %189 into %190 strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] activation relu : <1x48x7x7, nChw16c>, tensor<128x48x5x5xf32>, tensor<128xf32> into <1x128x7x7, nChw16c, stride 50176>
    %191 = gnk.alloc at 363776 : <1x832x7x7, nChw16c>
    gnk.pool max %157 into %191 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] : <1x832x7x7, nChw16c> into <1x832x7x7, nChw16c>
    %192 = gn.parameter "inception_5b.b4.conv1x1.weight" : tensor<128x832x1x1xf32>
    %193 = gn.parameter "inception_5b.b4.conv1x1.bias" : tensor<128xf32>
    %194 = gnk.slice %177 from 896 : <1x1024x7x7, nChw16c> to <1x128x7x7, nChw16c, stride 50176>
    gnk.conv %191, %192 bias %193 into %194 strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x832x7x7, nChw16c>, tensor<128x832x1x1xf32>, tensor<128xf32> into <1x128x7x7, nChw16c, stride 50176>
    %195 = gnk.alloc at 200704 : <1x1024x1x1, nChw16c>
    gnk.pool avg %177 into %195 kernel [7, 7] strides [1, 1] padding [0, 0, 0, 0] : <1x1024x7x7, nChw16c> into <1x1024x1x1, nChw16c>
    %196 = gn.parameter "classifier.weight" : tensor<1000x1024xf32>
    %197 = gn.parameter "classifier.bias" : tensor<1000xf32>
    %198 = gnk.alloc at 0 : <1x1000x1x1, nchw>
    gnk.linear %195, %196 bias %197 into %198 : <1x1024x1x1, nChw16c>, tensor<1000x1024xf32>, tensor<1000xf32> into <1x1000x1x1, nchw>
    gnk.softmax %198 into %arg1 : <1x1000x1x1, nchw> into <1x1000x1x1, nchw>
    return
  }
}

