// SPDX-License-Identifier: Apache-2.0
// Keeps the room buildable until its first source is here.
