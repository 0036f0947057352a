"""The networks that are timed, with random weights that keep values moderate."""

import torch
from torch import nn
from torch.nn import functional

SCORE = 3  # The largest, so that the softmax is not a 1 and zeros.


def conv(inputs, outputs, size, stride=1):
    """With bias, "same" padding and ReLU, as specs/googlenet.gn has them."""
    layer = nn.Conv2d(inputs, outputs, size, stride, padding=size // 2)
    nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
    nn.init.normal_(layer.bias, std=0.01)
    return nn.Sequential(layer, nn.ReLU(inplace=True))


def pool(size, stride, padding=0):
    return nn.MaxPool2d(size, stride, padding, ceil_mode=True)


class LocalResponseNorm(nn.Module):
    """Over 5 channels, alpha 1e-4, beta 0.75, k 1. `sliced` is the same as a
    sum of slices, which torch.compile makes one kernel of; called eagerly,
    torch's own is the faster."""

    sliced = False

    def forward(self, x):
        if not self.sliced:
            return functional.local_response_norm(x, 5, 1e-4, 0.75, 1)
        channels = x.shape[1]
        squares = functional.pad(x * x, (0, 0, 0, 0, 2, 2))
        total = sum(squares[:, i:i + channels] for i in range(5))
        return x / (1 + total * (1e-4 / 5)) ** 0.75


class Inception(nn.Module):
    def __init__(self, inputs, n1, n3_reduce, n3, n5_reduce, n5, projection):
        super().__init__()
        self.b1 = conv(inputs, n1, 1)
        self.b2 = nn.Sequential(conv(inputs, n3_reduce, 1), conv(n3_reduce, n3, 3))
        self.b3 = nn.Sequential(conv(inputs, n5_reduce, 1), conv(n5_reduce, n5, 5))
        self.b4 = nn.Sequential(pool(3, 1, 1), conv(inputs, projection, 1))

    def forward(self, x):
        return torch.cat([self.b1(x), self.b2(x), self.b3(x), self.b4(x)], 1)


class PaperGoogLeNet(nn.Module):
    """Table 1 of "Going Deeper with Convolutions" without its training heads."""

    ROWS = {
        "3a": (192, 64, 96, 128, 16, 32, 32),
        "3b": (256, 128, 128, 192, 32, 96, 64),
        "4a": (480, 192, 96, 208, 16, 48, 64),
        "4b": (512, 160, 112, 224, 24, 64, 64),
        "4c": (512, 128, 128, 256, 24, 64, 64),
        "4d": (512, 112, 144, 288, 32, 64, 64),
        "4e": (528, 256, 160, 320, 32, 128, 128),
        "5a": (832, 256, 160, 320, 32, 128, 128),
        "5b": (832, 384, 192, 384, 48, 128, 128),
    }

    def __init__(self):
        super().__init__()
        layers = [conv(3, 64, 7, 2), pool(3, 2), LocalResponseNorm(), conv(64, 64, 1),
                  conv(64, 192, 3), LocalResponseNorm(), pool(3, 2)]
        for name, row in self.ROWS.items():
            if name in ("4a", "5a"):
                layers.append(pool(3, 2))
            layers.append(Inception(*row))
        self.features = nn.Sequential(*layers)
        self.fc = nn.Linear(1024, 1000)

    def forward(self, x):
        return self.fc(self.features(x).mean((2, 3)))


def from_torchvision(name, **options):
    import torchvision

    return getattr(torchvision.models, name)(weights=None, **options)


MAKERS = {
    "googlenet": PaperGoogLeNet,
    "googlenet_torchvision": lambda: from_torchvision(
        "googlenet", aux_logits=False, transform_input=False, init_weights=False),
    "resnet50": lambda: from_torchvision("resnet50"),
    "inception_v3": lambda: from_torchvision(
        "inception_v3", aux_logits=False, transform_input=False,
        init_weights=False),
}
SIZES = {"inception_v3": 299}
DIFFERENT = 8  # pictures


def pictures(name, batch, device):
    """Noise of the size of normalised pictures: DIFFERENT ones, then again."""
    size = SIZES.get(name, 224)
    generator = torch.Generator().manual_seed(1)
    x = torch.randn(DIFFERENT, 3, size, size, generator=generator)
    return x.repeat(-(-batch // DIFFERENT), 1, 1, 1)[:batch].to(device)


def keep_size(norm, inputs):
    """Makes the batch norm give values of size 1. It takes no mean away: what
    then is left of noise in late layers is little, and would be enlarged."""
    norm.running_mean.zero_()
    norm.running_var.copy_((inputs[0] ** 2).mean((0, 2, 3)))


@torch.no_grad()
def calibrate(model, x):
    """Sets statistics of batch norms; makes scores at most SCORE."""
    hooks = [layer.register_forward_pre_hook(keep_size)
             for layer in model.modules() if isinstance(layer, nn.BatchNorm2d)]
    factor = SCORE / model(x).abs().max()
    for hook in hooks:
        hook.remove()
    model.fc.weight *= factor
    model.fc.bias *= factor


def made(name, device):
    """The network, its scores through a softmax, ready for inference in fp32."""
    torch.manual_seed(1)
    model = MAKERS[name]().to(device).eval()
    calibrate(model, pictures(name, DIFFERENT, device))
    return nn.Sequential(model, nn.Softmax(1)).eval()
