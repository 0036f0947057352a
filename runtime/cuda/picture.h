/*===- picture.h - An input made of a picture on the GPU ------------------===*/
#ifndef GNET_RUNTIME_CUDA_PICTURE_H
#define GNET_RUNTIME_CUDA_PICTURE_H

#include "core/preprocess.h"
#include "cuda/backend.h"

/** Of `gnet_preprocess_async`: the pixels and `device_input` are memory of the
 *  GPU. */
gnet_status gnetrt_picture_preprocess_async(const gnetrt_backend *backend,
                                            cu_stream stream,
                                            const gnetrt_picture *picture,
                                            float *device_input,
                                            gnet_error *error);

#endif /* GNET_RUNTIME_CUDA_PICTURE_H */
