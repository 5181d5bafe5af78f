"""Pixels to tensors and back."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from stylecam.engine.tensors import Downloader, MaskUploader, Uploader
from stylecam.frame import Pixels
from tests.engine.pictures import scene

CPU = torch.device("cpu")
NO_GPU = pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU")


@pytest.fixture(params=["cpu", pytest.param("cuda", marks=NO_GPU)])
def device(request: pytest.FixtureRequest) -> torch.device:
    return torch.device(request.param)


def every_value() -> Pixels:
    """16 x 16: every value of a byte in each channel, in three orders."""
    ramp = np.arange(256, dtype=np.uint8).reshape(16, 16)
    return np.ascontiguousarray(np.stack([ramp, ramp[::-1], ramp.T], axis=-1))


def test_every_value_comes_back_exactly(device: torch.device) -> None:
    pixels = every_value()
    picture = Uploader(device, torch.float32, 8)(pixels)
    assert float(picture.min()) == 0.0
    assert float(picture.max()) == 1.0
    np.testing.assert_array_equal(Downloader()(picture, (16, 16)), pixels)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_in_half_precision_every_value_comes_back_within_one(dtype: torch.dtype) -> None:
    pixels = every_value()
    back = Downloader()(Uploader(CPU, dtype, 8)(pixels), (16, 16))
    assert np.abs(back.astype(int) - pixels).max() <= 1


def test_the_tensor_is_what_networks_want() -> None:
    picture = Uploader(CPU, torch.bfloat16, 8)(scene((48, 32)))
    assert picture.shape == (1, 3, 32, 48)
    assert picture.dtype == torch.bfloat16
    assert picture.is_contiguous(memory_format=torch.channels_last)
    assert not picture.requires_grad


@pytest.mark.parametrize("size", [(37, 53), (641, 361), (17, 16), (16, 23), (9, 9)])
def test_odd_sizes_are_padded_by_reflection_and_cut_again(size: tuple[int, int], device: torch.device) -> None:
    pixels = scene(size)
    picture = Uploader(device, torch.float32, 8)(pixels)
    right, bottom = picture.shape[3] - size[0], picture.shape[2] - size[1]
    assert 0 <= right < 8
    assert 0 <= bottom < 8
    padded = np.pad(pixels, ((0, bottom), (0, right), (0, 0)), mode="reflect")
    np.testing.assert_array_equal(Downloader()(picture, (picture.shape[3], picture.shape[2])), padded)
    np.testing.assert_array_equal(Downloader()(picture, size), pixels)


def test_frames_of_changing_size_through_the_same_buffers(device: torch.device) -> None:
    upload, download = Uploader(device, torch.float32, 8), Downloader()
    for i, size in enumerate([(48, 32), (37, 53), (48, 32), (16, 16)]):
        pixels = scene(size, look=i)
        np.testing.assert_array_equal(download(upload(pixels), size), pixels)


def test_read_only_pixels_are_read_and_stay_as_they_were() -> None:
    pixels = scene((37, 53))
    before = pixels.copy()
    pixels.flags.writeable = False
    Uploader(CPU, torch.float32, 8)(pixels)
    np.testing.assert_array_equal(pixels, before)


def test_every_download_is_an_array_of_its_own(device: torch.device) -> None:
    upload, download = Uploader(device, torch.float32, 8), Downloader()
    first = download(upload(scene((16, 16))), (16, 16))
    download(upload(scene((16, 16), look=2)), (16, 16))
    np.testing.assert_array_equal(first, scene((16, 16)))
    assert first.flags.c_contiguous


def test_a_second_download_may_be_begun_before_the_first_is_waited_for(device: torch.device) -> None:
    download, pixels = Downloader(), every_value()
    picture = Uploader(device, torch.float32, 8)(pixels)
    first = download.begin(picture, (16, 16))
    second = download.begin(1 - picture, (16, 16))
    np.testing.assert_array_equal(first(), pixels)
    np.testing.assert_array_equal(second(), 255 - pixels)


def test_what_lies_outside_is_clipped_and_the_rest_rounded() -> None:
    picture = torch.tensor([-3.0, 0.4 / 255, 0.6 / 255, 7.0]).reshape(1, 1, 1, 4).expand(1, 3, 1, 4)
    assert Downloader()(picture, (4, 1))[0, :, 0].tolist() == [0, 0, 1, 255]


@NO_GPU
def test_no_frame_is_written_over_one_that_a_busy_gpu_has_not_fetched_yet() -> None:
    upload, download, size = Uploader(torch.device("cuda"), torch.float32, 8), Downloader(), (640, 360)
    frames = [scene(size, look=look) for look in range(6)]
    torch.cuda._sleep(200_000_000)  # type: ignore[no-untyped-call]
    there = [upload(pixels).clone() for pixels in frames]
    for picture, pixels in zip(there, frames, strict=True):
        np.testing.assert_array_equal(download(picture, size), pixels)


@pytest.mark.parametrize("size", [(48, 32), (37, 53), (9, 9)])
def test_a_mask_is_padded_as_the_picture_is(size: tuple[int, int], device: torch.device) -> None:
    mask = (scene(size)[..., 0] / 255).astype(np.float32)
    found = MaskUploader(device, 8)(mask, size)
    assert found.dtype == torch.float32
    assert found.shape[:2] == (1, 1)
    right, bottom = found.shape[3] - size[0], found.shape[2] - size[1]
    assert (found.shape[3] % 8, found.shape[2] % 8) == (0, 0)
    expected = np.pad(mask, ((0, bottom), (0, right)), mode="reflect")
    np.testing.assert_allclose(found[0, 0].cpu().numpy(), expected, atol=0.51 / 255)


def test_a_mask_is_made_as_large_as_is_wanted() -> None:
    upload, mask = MaskUploader(CPU, 8), np.ones((64, 96), np.float32)
    mask[:, 48:] = 0
    for size in ((48, 32), (96, 64), (48, 32)):
        found = upload(mask, size)
        assert found.shape == (1, 1, size[1], size[0])
        assert float(found.mean()) == pytest.approx(0.5, abs=1e-6)
