"""googlenet in PyTorch.

Szegedy et al., Going Deeper with Convolutions, CVPR 2015

Written by gnetc 0.1.0 from a spec. A state that safetensors saves is read by
--weights: parameters are called as the layers of the spec.

It takes N x 3 x 224 x 224 in bgr: of a picture's values from 0 to 255, (value *
1 - mean) / std with a mean of 104, 117, 123 and a std of 1, 1, 1 by channel.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

Norm = Callable[[int], nn.Module]
Activation = Callable[[], nn.Module]


def sequence(**layers: nn.Module) -> nn.Sequential:
    """The layers one after the other, by name."""
    return nn.Sequential(OrderedDict(layers))


class Conv(nn.Conv2d):
    """A convolution, then its norm and its activation."""

    def __init__(
        self,
        inputs: int,
        outputs: int,
        kernel: int | tuple[int, int],
        stride: int | tuple[int, int] = 1,
        padding: int | tuple[int, int] = 0,
        dilation: int | tuple[int, int] = 1,
        groups: int = 1,
        bias: bool = True,
        norm: Norm | None = None,
        activation: Activation | None = nn.ReLU,
    ) -> None:
        super().__init__(
            inputs, outputs, kernel, stride, padding, dilation, groups, bias
        )
        self.norm = norm(outputs) if norm else nn.Identity()
        self.activation = activation() if activation else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        return self.activation(self.norm(super().forward(x)))


class Linear(nn.Linear):
    """A linear layer over all of its input, then its norm and its activation.

    Vectors are images of one pixel, here as in the spec.
    """

    def __init__(
        self,
        inputs: int,
        outputs: int,
        bias: bool = True,
        norm: Norm | None = None,
        activation: Activation | None = None,
    ) -> None:
        super().__init__(inputs, outputs, bias)
        self.norm = norm(outputs) if norm else nn.Identity()
        self.activation = activation() if activation else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        x = super().forward(x.flatten(1))[:, :, None, None]
        return self.activation(self.norm(x))


def initialise(module: nn.Module) -> None:
    """He's: a variance of 2 over the inputs of each output, and biases of 0."""
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
        if module.bias is not None:
            nn.init.zeros_(module.bias)


class Inception(nn.Module):
    """The module `inception` of the spec."""

    def __init__(
        self,
        channels: int,
        b1: int,
        b2_conv1x1: int,
        b2_conv3x3: int,
        b3_conv1x1: int,
        b3_conv5x5: int,
        b4_conv1x1: int,
    ) -> None:
        super().__init__()
        self.b1 = Conv(channels, b1, 1)
        self.b2 = sequence(
            conv1x1=Conv(channels, b2_conv1x1, 1),
            conv3x3=Conv(b2_conv1x1, b2_conv3x3, 3, padding=1),
        )
        self.b3 = sequence(
            conv1x1=Conv(channels, b3_conv1x1, 1),
            conv5x5=Conv(b3_conv1x1, b3_conv5x5, 5, padding=2),
        )
        self.b4 = sequence(
            max_pool3x3=nn.MaxPool2d(3, stride=1, padding=1, ceil_mode=True),
            conv1x1=Conv(channels, b4_conv1x1, 1),
        )

    def forward(self, x: Tensor) -> Tensor:
        b1 = self.b1(x)
        b2 = self.b2(x)
        b3 = self.b3(x)
        b4 = self.b4(x)
        return torch.cat([b1, b2, b3, b4], 1)


class Outputs(NamedTuple):
    """What training looks at: scores, from before a softmax."""

    scores: Tensor
    aux1: Tensor
    aux2: Tensor


class Googlenet(nn.Module):
    """The network `googlenet`."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = Conv(3, 64, 7, stride=2, padding=3)
        self.pool1 = nn.MaxPool2d(3, stride=2, ceil_mode=True)
        self.norm1 = nn.LocalResponseNorm(5, alpha=0.0001, beta=0.75, k=1)
        self.conv2 = sequence(
            conv1x1=Conv(64, 64, 1), conv3x3=Conv(64, 192, 3, padding=1)
        )
        self.norm2 = nn.LocalResponseNorm(5, alpha=0.0001, beta=0.75, k=1)
        self.pool2 = nn.MaxPool2d(3, stride=2, ceil_mode=True)
        self.inception_3a = Inception(192, 64, 96, 128, 16, 32, 32)
        self.inception_3b = Inception(256, 128, 128, 192, 32, 96, 64)
        self.pool3 = nn.MaxPool2d(3, stride=2, ceil_mode=True)
        self.inception_4a = Inception(480, 192, 96, 208, 16, 48, 64)
        self.inception_4b = Inception(512, 160, 112, 224, 24, 64, 64)
        self.inception_4c = Inception(512, 128, 128, 256, 24, 64, 64)
        self.inception_4d = Inception(512, 112, 144, 288, 32, 64, 64)
        self.inception_4e = Inception(528, 256, 160, 320, 32, 128, 128)
        self.pool4 = nn.MaxPool2d(3, stride=2, ceil_mode=True)
        self.inception_5a = Inception(832, 256, 160, 320, 32, 128, 128)
        self.inception_5b = Inception(832, 384, 192, 384, 48, 128, 128)
        self.pool5 = nn.AdaptiveAvgPool2d(1)
        self.dropout = nn.Dropout(0.4)
        self.classifier = Linear(1024, 1000)
        self.aux1 = sequence(
            avg_pool5x5=nn.AvgPool2d(5, stride=3),
            conv1x1=Conv(512, 128, 1),
            linear=Linear(2048, 1024),
            relu=nn.ReLU(),
            dropout=nn.Dropout(0.7),
            linear_2=Linear(1024, 1000),
        )
        self.aux2 = sequence(
            avg_pool5x5=nn.AvgPool2d(5, stride=3),
            conv1x1=Conv(528, 128, 1),
            linear=Linear(2048, 1024),
            relu=nn.ReLU(),
            dropout=nn.Dropout(0.7),
            linear_2=Linear(1024, 1000),
        )
        self.apply(initialise)

    def forward(self, image: Tensor) -> Outputs | Tensor:
        """Probabilities, in training mode the `Outputs`."""
        x = self.conv1(image)
        x = self.pool1(x)
        x = self.norm1(x)
        x = self.conv2(x)
        x = self.norm2(x)
        x = self.pool2(x)
        x = self.inception_3a(x)
        x = self.inception_3b(x)
        x = self.pool3(x)
        inception_4a = self.inception_4a(x)
        x = self.inception_4b(inception_4a)
        x = self.inception_4c(x)
        inception_4d = self.inception_4d(x)
        x = self.inception_4e(inception_4d)
        x = self.pool4(x)
        x = self.inception_5a(x)
        x = self.inception_5b(x)
        x = self.pool5(x)
        x = self.dropout(x)
        x = self.classifier(x)
        if self.training:
            return Outputs(
                scores=x.flatten(1),
                aux1=self.aux1(inception_4a).flatten(1),
                aux2=self.aux2(inception_4d).flatten(1),
            )
        return x.flatten(1).softmax(1)

    def loss(self, outputs: Outputs, target: Tensor) -> Tensor:
        """The cross entropy of the scores and, weighted, of each head's."""

        def entropy(scores: Tensor) -> Tensor:
            return F.cross_entropy(scores, target)

        return (
            entropy(outputs.scores)
            + 0.3 * entropy(outputs.aux1)
            + 0.3 * entropy(outputs.aux2)
        )
